package badezimmer.gateway.grpcweb;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;

/**
 * The service that the conformance suite of Connect calls: each request says what is to be answered. Its messages are known by
 * their descriptors alone, since nothing of the suite is part of this project.
 */
final class ConformanceService implements BindableService {

    private final ServiceDescriptor service;

    ConformanceService(ServiceDescriptor service) {
        this.service = service;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServerServiceDefinition.Builder bound = ServerServiceDefinition.builder(service.getFullName());
        for (var method : service.getMethods()) {
            if (!method.getName().equals("Unimplemented")) {
                bound.addMethod(descriptor(method), Answering::new);
            }
        }
        return bound.build();
    }

    private static MethodDescriptor<DynamicMessage, DynamicMessage> descriptor(
            com.google.protobuf.Descriptors.MethodDescriptor method) {
        boolean in = method.isClientStreaming();
        boolean out = method.isServerStreaming();
        MethodType type = in
                ? out ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
                : out ? MethodType.SERVER_STREAMING : MethodType.UNARY;
        return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(
                        method.getService().getFullName(), method.getName()))
                .setRequestMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
                .setResponseMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
                .setSchemaDescriptor(method)
                .build();
    }

    /** One call. What it does may take time, so it has a thread of its own. */
    private static final class Answering extends ServerCall.Listener<DynamicMessage> {

        private final ServerCall<DynamicMessage, DynamicMessage> call;
        private final Metadata headers;
        private final com.google.protobuf.Descriptors.MethodDescriptor method;
        private final Executor thread =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        private final List<Any> requests = new ArrayList<>();
        private DynamicMessage first;
        private int sent;
        private boolean over;

        Answering(ServerCall<DynamicMessage, DynamicMessage> call, Metadata headers) {
            this.call = call;
            this.headers = headers;
            this.method = (com.google.protobuf.Descriptors.MethodDescriptor)
                    call.getMethodDescriptor().getSchemaDescriptor();
            call.request(1);
        }

        @Override
        public void onMessage(DynamicMessage request) {
            thread.execute(() -> take(request));
        }

        @Override
        public void onHalfClose() {
            thread.execute(this::finish);
        }

        @Override
        public void onCancel() {
            thread.execute(() -> over = true);
        }

        private void take(DynamicMessage request) {
            requests.add(Any.pack(request));
            if (first == null) {
                first = request;
                if (method.isServerStreaming() && definition() != null) {
                    call.sendHeaders(metadata("response_headers"));
                }
            }
            if (isFullDuplex()) {
                if (sent < data().size()) {
                    sendNext();
                } else {
                    finish();
                    return;
                }
            }
            call.request(1);
        }

        private void finish() {
            if (over) {
                return;
            }
            if (method.isServerStreaming()) {
                while (!over && sent < data().size()) {
                    sendNext();
                }
            } else {
                answerOnce();
            }
            DynamicMessage error = definition() == null ? null : message(definition(), "error");
            close(error);
        }

        private void answerOnce() {
            if (definition() != null) {
                call.sendHeaders(metadata("response_headers"));
                delay();
                if (message(definition(), "error") != null) {
                    return;
                }
            } else {
                call.sendHeaders(new Metadata());
            }
            ByteString data = definition() == null ? ByteString.EMPTY : (ByteString) get(definition(), "response_data");
            send(data);
        }

        private void sendNext() {
            delay();
            send(data().get(sent));
        }

        private void send(ByteString data) {
            Descriptor payloadType = field(method.getOutputType(), "payload").getMessageType();
            DynamicMessage.Builder payload =
                    DynamicMessage.newBuilder(payloadType).setField(field(payloadType, "data"), data);
            if (sent == 0 || isFullDuplex()) {
                payload.setField(field(payloadType, "request_info"), requestInfo(payloadType));
            }
            sent++;
            call.sendMessage(DynamicMessage.newBuilder(method.getOutputType())
                    .setField(field(method.getOutputType(), "payload"), payload.build())
                    .build());
        }

        /** What was received; from the second answer of a full-duplex stream on, the new requests alone. */
        private DynamicMessage requestInfo(Descriptor payloadType) {
            Descriptor type = field(payloadType, "request_info").getMessageType();
            DynamicMessage.Builder info = DynamicMessage.newBuilder(type);
            if (sent == 0) {
                Descriptor header = field(type, "request_headers").getMessageType();
                Map<String, DynamicMessage.Builder> byName = new LinkedHashMap<>();
                ResponseMetadata.forEach(
                        headers,
                        (name, value) -> byName.computeIfAbsent(
                                        name,
                                        any -> DynamicMessage.newBuilder(header).setField(field(header, "name"), name))
                                .addRepeatedField(field(header, "value"), value));
                byName.values().forEach(of -> info.addRepeatedField(field(type, "request_headers"), of.build()));
                String timeout = headers.get(Metadata.Key.of(Names.GRPC_TIMEOUT, Metadata.ASCII_STRING_MARSHALLER));
                if (timeout != null) {
                    info.setField(field(type, "timeout_ms"), millis(timeout));
                }
            }
            requests.forEach(request -> info.addRepeatedField(field(type, "requests"), request));
            if (isFullDuplex()) {
                requests.clear();
            }
            return info.build();
        }

        private static long millis(String timeout) {
            try {
                return Timeout.of(timeout).orElseThrow().toMillis();
            } catch (GrpcWebException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private void close(DynamicMessage error) {
            if (over) {
                return;
            }
            over = true;
            Metadata trailers = definition() == null ? new Metadata() : metadata("response_trailers");
            if (error == null) {
                call.close(Status.OK, trailers);
                return;
            }
            EnumValueDescriptor code = (EnumValueDescriptor) get(error, "code");
            String text = error.hasField(field(error.getDescriptorForType(), "message"))
                    ? (String) get(error, "message")
                    : null;
            com.google.rpc.Status.Builder details =
                    com.google.rpc.Status.newBuilder().setCode(code.getNumber());
            if (text != null) {
                details.setMessage(text);
            }
            repeated(error, "details").forEach(detail -> details.addDetails((Any) any((Message) detail)));
            if (sent == 0) {
                Descriptor payload = field(method.getOutputType(), "payload").getMessageType();
                details.addDetails(Any.pack(requestInfo(payload)));
            }
            trailers.put(
                    Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
                    details.build().toByteArray());
            call.close(Status.fromCodeValue(code.getNumber()).withDescription(text), trailers);
        }

        private static Message any(Message message) {
            return message instanceof Any any ? any : parsed(message);
        }

        private static Any parsed(Message message) {
            try {
                return Any.parseFrom(message.toByteString());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private void delay() {
            try {
                TimeUnit.MILLISECONDS.sleep((int) get(definition(), "response_delay_ms"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private DynamicMessage definition() {
            return first == null ? null : message(first, "response_definition");
        }

        private boolean isFullDuplex() {
            FieldDescriptor duplex = method.getInputType().findFieldByName("full_duplex");
            return duplex != null && first != null && (boolean) first.getField(duplex);
        }

        private List<ByteString> data() {
            return definition() == null
                    ? List.of()
                    : repeated(definition(), "response_data").stream()
                            .map(ByteString.class::cast)
                            .toList();
        }

        private Metadata metadata(String field) {
            Metadata metadata = new Metadata();
            for (Object header : repeated(definition(), field)) {
                String name = (String) get((DynamicMessage) header, "name");
                for (Object value : repeated((DynamicMessage) header, "value")) {
                    put(metadata, name.toLowerCase(Locale.ROOT), (String) value);
                }
            }
            return metadata;
        }

        private static void put(Metadata metadata, String name, String value) {
            if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                metadata.put(
                        Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
                        Base64.getDecoder().decode(value));
            } else {
                metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
            }
        }

        private static FieldDescriptor field(Descriptor type, String name) {
            return type.findFieldByName(name);
        }

        private static Object get(DynamicMessage message, String name) {
            return message.getField(field(message.getDescriptorForType(), name));
        }

        private static List<?> repeated(DynamicMessage message, String name) {
            return (List<?>) get(message, name);
        }

        /** The message in that field, or null if it is not set. */
        private static DynamicMessage message(DynamicMessage of, String name) {
            FieldDescriptor field = field(of.getDescriptorForType(), name);
            return of.hasField(field) ? (DynamicMessage) of.getField(field) : null;
        }
    }
}
