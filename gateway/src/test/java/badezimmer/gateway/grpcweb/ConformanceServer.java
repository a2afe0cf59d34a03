package badezimmer.gateway.grpcweb;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServiceBridge;

/**
 * The bridge, with {@link ConformanceService} behind it, as the conformance suite of Connect starts a server: a request of
 * what is to be served comes by standard input, the answer of where goes to standard output, and it serves until it is ended.
 * Native gRPC is served by the server that Quarkus uses. {@code deploy/conformance} runs the suite.
 */
final class ConformanceServer {

    private static final String FOLDER = "connectrpc/conformance/v1/";
    private static final String PACKAGE = "connectrpc.conformance.v1.";

    private final Map<String, FileDescriptor> files = new LinkedHashMap<>();

    private ConformanceServer() {}

    /** @param descriptors the suite's schema: a file that holds a {@link FileDescriptorSet}, imports first */
    public static void main(String[] descriptors) throws Exception {
        ConformanceServer suite = new ConformanceServer();
        suite.read(Path.of(descriptors[0]));
        DynamicMessage wanted = suite.request(new DataInputStream(System.in));
        suite.answer(suite.serve(
                (int) wanted.getField(wanted.getDescriptorForType().findFieldByName("message_receive_limit"))));
    }

    private void read(Path descriptors) throws IOException, DescriptorValidationException {
        files.put("google/protobuf/any.proto", AnyProto.getDescriptor());
        for (FileDescriptorProto file :
                FileDescriptorSet.parseFrom(Files.readAllBytes(descriptors)).getFileList()) {
            if (!files.containsKey(file.getName())) {
                List<FileDescriptor> imports = new ArrayList<>();
                file.getDependencyList().forEach(name -> imports.add(files.get(name)));
                files.put(file.getName(), FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new)));
            }
        }
    }

    private DynamicMessage request(DataInputStream in) throws IOException {
        return DynamicMessage.parseFrom(compat("ServerCompatRequest"), in.readNBytes(in.readInt()));
    }

    private HttpServer serve(int messageLimit) throws Exception {
        int limit = messageLimit == 0 ? Integer.MAX_VALUE : messageLimit;
        ConformanceService service =
                new ConformanceService(files.get(FOLDER + "service.proto").findServiceByName("ConformanceService"));
        Vertx vertx = Vertx.vertx();
        GrpcWebHandler handler = new GrpcWebHandler(
                vertx, new Methods(Stream.of(service), Stream.empty()), Map.of(), limit, refused -> {});
        GrpcServer nativeGrpc = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(limit));
        GrpcServiceBridge.bridge(service).bind(nativeGrpc);
        Router router = Router.router(vertx);
        router.post().handler(handler::post);
        router.route().handler(handler::otherVerb);
        router.route().handler(routing -> nativeGrpc.handle(routing.request()));
        return EchoServer.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    private void answer(HttpServer server) throws IOException {
        Descriptor type = compat("ServerCompatResponse");
        byte[] answer = DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("host"), "127.0.0.1")
                .setField(type.findFieldByName("port"), server.actualPort())
                .build()
                .toByteArray();
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeInt(answer.length);
        out.write(answer);
        out.flush();
    }

    private Descriptor compat(String message) {
        Descriptor found = files.get(FOLDER + "server_compat.proto").findMessageTypeByName(message);
        if (found == null) {
            throw new IllegalArgumentException("the schema has no " + PACKAGE + message);
        }
        return found;
    }
}
