package badezimmer.gateway.grpcweb;

import com.google.protobuf.ByteString;

/**
 * What a unary method answers to an empty request, where that is there before anybody asks: such a request gets these bytes
 * and no call is set up for it, over gRPC-Web or native gRPC. Whoever asks for more is served by the method itself.
 */
public interface ReadyAnswer {

    /** The method's service, e.g. {@code badezimmer.BadezimmerService}. */
    String service();

    /** The method's own name, e.g. {@code ListConnectedDevices}. */
    String method();

    /** The answer now, serialized; the same object for as long as nothing changes. Any thread; must not block. */
    ByteString message();
}
