package badezimmer.gateway.foreign;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.google.protobuf.InvalidProtocolBufferException;

import badezimmer.proto.ConnectedDevice;

/** A client of {@code /devices/events}: a browser, or the first system's page. */
final class EventReader implements AutoCloseable {

    /** One event: its id, and the device in its data. */
    record Event(String id, ConnectedDevice device) {

        long sequence() {
            return Long.parseLong(id.substring(0, id.indexOf('-')));
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    /** The names of the events that have one. */
    private final List<String> named = new CopyOnWriteArrayList<>();

    private String id;
    private int ignored;

    EventReader(URL gateway, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + "/devices/events"))
                .header("Origin", "http://localhost:3000");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> {
            try (Stream<String> lines = response.body()) {
                lines.forEach(this::read);
            } catch (RuntimeException closed) {
                // By the test.
            }
        });
    }

    HttpResponse<?> response() {
        return response;
    }

    List<String> named() {
        return named;
    }

    List<Event> eventsOf(String device) {
        return events.stream()
                .filter(event -> event.device().getId().equals(device))
                .toList();
    }

    private void read(String line) {
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            named.add(line.substring(7));
        } else if (line.startsWith("data: ") && named.size() > ignored) {
            ignored++;
        } else if (line.startsWith("data: ")) {
            byte[] bytes = Base64.getDecoder().decode(line.substring(6));
            try {
                events.add(new Event(id, ConnectedDevice.parseFrom(bytes)));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
