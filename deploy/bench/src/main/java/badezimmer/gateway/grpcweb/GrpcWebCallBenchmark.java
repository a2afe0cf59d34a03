package badezimmer.gateway.grpcweb;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

/** One gRPC-Web call over one connection: HTTP, the bridge, and a gRPC service that answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrpcWebCallBenchmark {

    private static final int MAX_MESSAGE = 64 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private Socket socket;
    private DataInputStream in;
    private byte[] request;
    private byte[] answer;

    @Setup
    public void connect() throws Exception {
        Methods methods = new Methods(Stream.of(new Done()), Stream.empty());
        GrpcWebHandler handler = new GrpcWebHandler(vertx, methods, Map.of(), MAX_MESSAGE, any -> {});
        Router router = Router.router(vertx);
        router.post().handler(handler::post);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        socket = new Socket("127.0.0.1", server.actualPort());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        request = ("POST /badezimmer.BadezimmerService/SendActuatorCommand HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/grpc-web+proto\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0")
                .getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(request);
        byte[] most = new byte[MAX_MESSAGE];
        int length = in.read(most);
        String text = new String(most, 0, length, StandardCharsets.US_ASCII);
        if (!text.endsWith("grpc-status:0\r\n")) {
            throw new IOException("not answered in one read: " + text);
        }
        answer = new byte[length];
    }

    /** Every answer has the same length: it is read whole when that many bytes are. */
    @Benchmark
    public byte[] call() throws IOException {
        socket.getOutputStream().write(request);
        in.readFully(answer);
        return answer;
    }

    @TearDown
    public void close() throws IOException {
        socket.close();
        vertx.close();
    }

    private static final class Done extends BadezimmerServiceGrpc.BadezimmerServiceImplBase {

        @Override
        public void sendActuatorCommand(
                SendActuatorCommandRequest command, StreamObserver<SendActuatorCommandResponse> client) {
            client.onNext(SendActuatorCommandResponse.newBuilder()
                    .setMessage("Light turned ON.")
                    .build());
            client.onCompleted();
        }
    }
}
