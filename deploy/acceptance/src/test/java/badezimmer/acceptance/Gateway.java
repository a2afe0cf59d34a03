package badezimmer.acceptance;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.google.protobuf.MessageLite;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.ListConnectedDevicesRequest;
import badezimmer.proto.ListConnectedDevicesResponse;

/** A gateway as its clients see it: REST and gRPC-Web, by hand. */
final class Gateway {

    private static final int PREFIX = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final String url;

    Gateway(int port) {
        this.url = "http://127.0.0.1:" + port;
    }

    /** What it lists, by id. */
    Map<String, ConnectedDevice> devices() {
        try (DataInputStream answer = new DataInputStream(
                grpcWeb("ListConnectedDevices", ListConnectedDevicesRequest.getDefaultInstance()))) {
            return ListConnectedDevicesResponse.parseFrom(nextMessage(answer)).getDevicesList().stream()
                    .collect(Collectors.toMap(ConnectedDevice::getId, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status that it lists for a device; null if it does not list it. */
    DeviceStatus status(String id) {
        ConnectedDevice device = devices().get(id);
        return device == null ? null : device.getStatus();
    }

    /** The ids of those that are online. */
    java.util.Set<String> online() {
        return devices().values().stream()
                .filter(device -> device.getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS)
                .map(ConnectedDevice::getId)
                .collect(Collectors.toSet());
    }

    boolean isReady() {
        try {
            return send(get("/q/health/ready"), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The text of {@code GET /devices}. */
    String rest() {
        return send(get("/devices"), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The body of an answer that goes on. */
    InputStream stream(String path) {
        return send(get(path), HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    /** The frames of the answer to a call by gRPC-Web. */
    InputStream grpcWeb(String method, MessageLite request) {
        byte[] message = request.toByteArray();
        ByteBuffer body = ByteBuffer.allocate(PREFIX + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message);
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + "/badezimmer.BadezimmerService/" + method))
                .header("Content-Type", "application/grpc-web+proto")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.array()))
                .build();
        return send(post, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    /** The next message of frames; an EOFException if the trailers come instead. */
    static byte[] nextMessage(DataInputStream frames) throws IOException {
        int flags = frames.readUnsignedByte();
        byte[] content = frames.readNBytes(frames.readInt());
        if (flags != 0) {
            throw new EOFException(new String(content, java.nio.charset.StandardCharsets.US_ASCII));
        }
        return content;
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
