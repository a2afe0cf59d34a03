package badezimmer.gateway.grpc;

import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.SendActuatorCommandRequest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every way to call the gateway's gRPC service. */
enum Face {
    NATIVE(HttpVersion.HTTP_2, "application/grpc"),
    WEB_BINARY_HTTP_1_1(HttpVersion.HTTP_1_1, "application/grpc-web+proto"),
    WEB_BINARY_H2C(HttpVersion.HTTP_2, "application/grpc-web+proto"),
    WEB_TEXT_HTTP_1_1(HttpVersion.HTTP_1_1, "application/grpc-web-text"),
    WEB_TEXT_H2C(HttpVersion.HTTP_2, "application/grpc-web-text");

    private static final String DETAILS = "grpc-status-details-bin";

    private final HttpVersion version;
    private final String type;

    Face(HttpVersion version, String type) {
        this.version = version;
        this.type = type;
    }

    /** The status that a command fails with, details included. */
    Status failure(URL gateway, Vertx vertx, SendActuatorCommandRequest command) throws Exception {
        return this == NATIVE ? natively(gateway, command) : overWeb(gateway, vertx, command);
    }

    private static Status natively(URL gateway, SendActuatorCommandRequest command) throws InterruptedException {
        ManagedChannel channel = NettyChannelBuilder.forAddress(gateway.getHost(), gateway.getPort())
                .usePlaintext()
                .build();
        try {
            BadezimmerServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .sendActuatorCommand(command);
            throw new AssertionError("the command did not fail");
        } catch (StatusRuntimeException e) {
            return StatusProto.fromThrowable(e);
        } finally {
            channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
        }
    }

    private Status overWeb(URL gateway, Vertx vertx, SendActuatorCommandRequest command) throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
        try {
            return client.request(
                            HttpMethod.POST,
                            gateway.getPort(),
                            gateway.getHost(),
                            "/badezimmer.BadezimmerService/SendActuatorCommand")
                    .compose(request -> {
                        // Asked for before it can come: a response that is taken too late has lost its body.
                        Future<Status> status = request.response()
                                .compose(response -> response.body().map(body -> read(response.headers(), body)));
                        request.putHeader("content-type", type).end(body(command));
                        return status;
                    })
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } finally {
            client.close();
        }
    }

    private Buffer body(SendActuatorCommandRequest command) {
        byte[] message = command.toByteArray();
        byte[] frame = ByteBuffer.allocate(5 + message.length)
                .putInt(1, message.length)
                .put(5, message)
                .array();
        return Buffer.buffer(isText() ? Base64.getEncoder().encode(frame) : frame);
    }

    /** Reads an answer of headers alone. */
    private static Status read(MultiMap headers, Buffer body) {
        assertEquals(0, body.length());
        Status status = statusOf(headers.get(DETAILS));
        assertEquals(Integer.toString(status.getCode()), headers.get("grpc-status"));
        assertEquals(status.getMessage().replace("ü", "%C3%BC"), headers.get("grpc-message"));
        return status;
    }

    private static Status statusOf(String details) {
        try {
            return Status.parseFrom(Base64.getDecoder().decode(details));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError("no status in " + details, e);
        }
    }

    private boolean isText() {
        return type.contains("text");
    }
}
