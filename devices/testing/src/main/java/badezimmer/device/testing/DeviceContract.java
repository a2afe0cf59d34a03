package badezimmer.device.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.google.protobuf.Empty;
import io.quarkus.test.common.http.TestHTTPResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.BadezimmerResponse.ResponseCase;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ListConnectedDevicesRequest;
import badezimmer.proto.SendActuatorCommandRequest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What WIRE promises of every device, checked from outside. */
public abstract class DeviceContract {

    /** The request that sensors answer with {@code empty}, and actuators with an error. */
    protected static final BadezimmerRequest PING =
            BadezimmerRequest.newBuilder().setEmpty(Empty.getDefaultInstance()).build();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    protected Neighbor neighbor;

    @TestHTTPResource
    URI base;

    /** The service type, with its final dot. */
    protected abstract String type();

    /** The instance name when nothing else is configured. */
    protected abstract String instance();

    /** The enum names in its TXT record. */
    protected abstract String kind();

    protected abstract String category();

    /** Waits until the device has announced itself, and says what it announced last. */
    protected Announcement announced() {
        return await().until(() -> neighbor.lastOf(type()), last -> last.isPresent())
                .orElseThrow();
    }

    protected RawLink link() throws IOException {
        return new RawLink(announced().port());
    }

    /** Asks the device to execute this. */
    protected BadezimmerResponse command(SendActuatorCommandRequest.Builder command) throws IOException {
        try (RawLink link = link()) {
            return link.ask(BadezimmerRequest.newBuilder()
                    .setSendActuatorCommand(command)
                    .build());
        }
    }

    @BeforeAll
    static void lookOften() {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @BeforeEach
    void isReady() {
        await().until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void announcesWhatItIs() {
        Announcement announced = announced();

        assertEquals(instance(), announced.instance());
        assertEquals(60, announced.ttl());
        assertEquals(kind(), announced.text().get("kind"));
        assertEquals(category(), announced.text().get("category"));
        assertEquals("2", announced.text().get("v"));
        assertEquals(List.of("127.0.0.1"), announced.addresses());
    }

    @Test
    void answersAQueryOfAnExistingNode() throws IOException {
        long before = neighbor.heard().stream()
                .filter(message -> message.hasQueryResponse())
                .count();

        neighbor.ask("_services._dns-sd._udp.local");

        await().until(() -> neighbor.heard().stream()
                        .filter(message -> message.hasQueryResponse())
                        .count()
                > before);
    }

    @Test
    void healthTellsTheId() {
        HttpResponse<String> ready = get("/q/health/ready");

        assertEquals(200, ready.statusCode());
        assertTrue(ready.body().contains("\"id\": \"" + instance() + "@" + type() + "\""), ready.body());
        assertEquals(200, get("/q/health/live").statusCode());
        assertEquals(200, get("/q/health/started").statusCode());
    }

    @Test
    void metricsTellOfLinkAndDiscovery() throws IOException {
        try (RawLink link = link()) {
            assertPong(link.ask(PING));
            await().until(() -> metric("badezimmer_link_connections") == 1);
        }
        assertTrue(metric("badezimmer_discovery_datagrams_total{direction=\"sent\"}") > 0);
        assertEquals(0, metric("badezimmer_discovery_dropped_total{reason=\"malformed\"}"));
        assertEquals(1, metric("badezimmer_discovery_interfaces"));
    }

    @Test
    void oneConnectionCarriesOneRequestAfterAnother() throws IOException {
        try (RawLink link = link()) {
            for (int i = 0; i < 3; i++) {
                assertPong(link.ask(PING));
            }
        }
    }

    @Test
    void takesARequestInTenSegments() throws IOException {
        byte[] frame = RawLink.frame(BadezimmerRequest.newBuilder()
                .setListDevices(ListConnectedDevicesRequest.newBuilder().setFilterName("any"))
                .build());
        assertTrue(frame.length >= 10);
        try (RawLink link = link()) {
            for (byte one : frame) {
                link.send(new byte[] {one});
            }
            assertPong(link.receive());
        }
    }

    @Test
    void takesTwoRequestsInOneSegment() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(RawLink.frame(PING));
        both.write(RawLink.frame(PING));
        try (RawLink link = link()) {
            link.send(both.toByteArray());
            assertPong(link.receive());
            assertPong(link.receive());
        }
    }

    @Test
    void takesAZeroLengthFrame() throws IOException {
        try (RawLink link = link()) {
            link.send(new byte[Integer.BYTES]);
            assertPong(link.receive());
        }
    }

    @Test
    void refusesAnOversizedFrameFromItsPrefix() throws IOException {
        double before = dropped("oversized");
        for (int prefix : new int[] {0xFFFF_FFFF, 64 * 1024 + 1}) {
            try (RawLink link = link()) {
                link.send(ByteBuffer.allocate(Integer.BYTES).putInt(prefix).array());
                assertEquals(
                        ErrorCode.INVALID_COMMAND, link.receive().getError().getCode());
                assertTrue(link.isClosedByPeer());
            }
        }
        assertEquals(before + 2, dropped("oversized"));
        theNextGoodMessageWorks();
    }

    @Test
    void answersAMalformedMessageAndGoesOn() throws IOException {
        double before = dropped("malformed");
        try (RawLink link = link()) {
            link.send(new byte[] {0, 0, 0, 3, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
            assertEquals(ErrorCode.INVALID_COMMAND, link.receive().getError().getCode());
            assertPong(link.ask(PING));
        }
        assertEquals(before + 1, dropped("malformed"));
    }

    @Test
    void survivesRandomBytes() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(1, 200)];
            random.nextBytes(noise);
            try (RawLink link = link()) {
                link.send(noise);
            }
        }
        theNextGoodMessageWorks();
    }

    @Test
    void dropsAFrameThatIsNotFinished() throws IOException {
        double before = dropped("unfinished");
        byte[] frame = RawLink.frame(PING);
        try (RawLink link = link()) {
            link.send(Arrays.copyOf(frame, frame.length - 1));
            assertTrue(link.isClosedByPeer());
        }
        assertEquals(before + 1, dropped("unfinished"));
        theNextGoodMessageWorks();
    }

    @Test
    void aConnectThatSendsNothingIsNoError() throws IOException {
        for (int i = 0; i < 20; i++) {
            link().close();
        }
        theNextGoodMessageWorks();
    }

    private void theNextGoodMessageWorks() {
        await().ignoreExceptions().untilAsserted(() -> {
            try (RawLink link = link()) {
                assertPong(link.ask(PING));
            }
        });
    }

    private void assertPong(BadezimmerResponse response) {
        if (kind().equals("ACTUATOR_KIND")) {
            assertEquals(ErrorCode.INVALID_COMMAND, response.getError().getCode());
        } else {
            assertEquals(ResponseCase.EMPTY, response.getResponseCase());
        }
    }

    private double dropped(String reason) {
        return metric("badezimmer_link_frames_dropped_total{reason=\"" + reason + "\"}");
    }

    /** The value of a series in the device's metrics, {@code NaN} if there is none. */
    protected double metric(String series) {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private HttpResponse<String> get(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
