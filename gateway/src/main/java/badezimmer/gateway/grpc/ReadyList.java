package badezimmer.gateway.grpc;

import jakarta.inject.Singleton;

import com.google.protobuf.ByteString;

import badezimmer.gateway.grpcweb.ReadyAnswer;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.BadezimmerServiceGrpc;

/** The list of every device: the snapshot keeps its bytes. */
@Singleton
class ReadyList implements ReadyAnswer {

    private final DeviceRegistry registry;

    ReadyList(DeviceRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String service() {
        return BadezimmerServiceGrpc.SERVICE_NAME;
    }

    @Override
    public String method() {
        return BadezimmerServiceGrpc.getListConnectedDevicesMethod().getBareMethodName();
    }

    @Override
    public ByteString message() {
        return registry.snapshot().listResponse();
    }
}
