package badezimmer.gateway.grpcweb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** A service of every method type whose messages are text, and whose requests say how it is to behave. */
final class EchoService implements BindableService {

    static final Metadata.Key<String> ASCII = Metadata.Key.of("x-ascii", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<byte[]> BINARY = Metadata.Key.of("x-binary-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** More blocks than two sockets and a window hold. */
    static final int MANY = 100_000;

    static final String BLOCK = "x".repeat(10_000);

    /** The clients of streams that stay open, in the order they came. */
    final List<ServerCallStreamObserver<String>> open = new CopyOnWriteArrayList<>();

    final AtomicInteger cancelled = new AtomicInteger();
    final AtomicInteger flooded = new AtomicInteger();
    volatile boolean stalled;

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder("test.Echo")
                .addMethod(method("Say", MethodType.UNARY), ServerCalls.asyncUnaryCall(this::say))
                .addMethod(
                        method("Count", MethodType.SERVER_STREAMING), ServerCalls.asyncServerStreamingCall(this::count))
                .addMethod(
                        method("Join", MethodType.CLIENT_STREAMING), ServerCalls.asyncClientStreamingCall(Joiner::new))
                .addMethod(method("Chat", MethodType.BIDI_STREAMING), ServerCalls.asyncBidiStreamingCall(Chat::new))
                .addMethod(method("Metadata", MethodType.UNARY), EchoService::metadata)
                .build();
    }

    private void say(String request, StreamObserver<String> client) {
        if (request.startsWith("fail ")) {
            client.onError(failure(request.substring(5)).asRuntimeException());
        } else if (request.startsWith("large ")) {
            client.onNext("x".repeat(Integer.parseInt(request.substring(6))));
            client.onCompleted();
        } else if (request.equals("throw")) {
            throw new IllegalStateException("as asked");
        } else if (request.equals("silent")) {
            client.onCompleted();
        } else if (request.equals("never")) {
            keep(client);
        } else {
            client.onNext(request);
            client.onCompleted();
        }
    }

    private void count(String request, StreamObserver<String> client) {
        if (request.equals("flood")) {
            flood((ServerCallStreamObserver<String>) client);
            return;
        }
        String[] words = request.split(" ", 2);
        for (int i = 1; i <= Integer.parseInt(words[0]); i++) {
            client.onNext(Integer.toString(i));
        }
        if (words.length == 1) {
            client.onCompleted();
        } else if (words[1].equals("open")) {
            keep(client);
        } else {
            client.onError(failure(words[1]).asRuntimeException());
        }
    }

    private void keep(StreamObserver<String> client) {
        ServerCallStreamObserver<String> observer = (ServerCallStreamObserver<String>) client;
        observer.setOnCancelHandler(cancelled::incrementAndGet);
        open.add(observer);
    }

    /** Sends as much as the client can be sent, and ends when it can be sent more. */
    private void flood(ServerCallStreamObserver<String> client) {
        client.setOnReadyHandler(() -> {
            while (!stalled && client.isReady() && flooded.get() < MANY) {
                client.onNext(BLOCK);
                flooded.incrementAndGet();
            }
            if (stalled || flooded.get() == MANY) {
                client.onCompleted();
            }
            stalled = true;
        });
    }

    private static Status failure(String words) {
        String[] parts = words.split(" ", 2);
        Status status = Status.fromCode(Status.Code.valueOf(parts[0]));
        return parts.length == 1 ? status : status.withDescription(parts[1]);
    }

    private static ServerCall.Listener<String> metadata(ServerCall<String, String> call, Metadata headers) {
        Metadata echo = new Metadata();
        if (headers.containsKey(ASCII)) {
            headers.getAll(ASCII).forEach(value -> echo.put(ASCII, value));
        }
        if (headers.containsKey(BINARY)) {
            headers.getAll(BINARY).forEach(value -> echo.put(BINARY, value));
        }
        call.request(1);
        return new ServerCall.Listener<>() {
            @Override
            public void onHalfClose() {
                call.sendHeaders(echo);
                call.sendMessage("");
                call.close(Status.OK, echo);
            }
        };
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(new Text(), new Text())
                .setFullMethodName("test.Echo/" + name)
                .setType(type)
                .build();
    }

    private record Joiner(StreamObserver<String> client, StringBuilder joined) implements StreamObserver<String> {

        Joiner(StreamObserver<String> client) {
            this(client, new StringBuilder());
        }

        @Override
        public void onNext(String message) {
            joined.append('[').append(message).append(']');
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
            client.onNext(joined.toString());
            client.onCompleted();
        }
    }

    private record Chat(StreamObserver<String> client) implements StreamObserver<String> {

        @Override
        public void onNext(String message) {
            client.onNext(message);
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
            client.onCompleted();
        }
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {

        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                if (text.equals("unreadable")) {
                    throw Status.INTERNAL.withDescription("no message").asRuntimeException();
                }
                return text;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
