package badezimmer.device.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.google.protobuf.Empty;
import io.quarkus.test.common.http.TestHTTPResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.BadezimmerResponse.ResponseCase;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.SendActuatorCommandRequest;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A device that runs, as its neighbors on the network see it. */
abstract class RunningDevice {

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

    /** Its id at a gateway when nothing else is configured. */
    protected String id() {
        return instance() + "@" + type();
    }

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

    /** The answer to {@link #PING} is the one that this kind of device gives. */
    void assertPong(BadezimmerResponse response) {
        if (kind().equals("ACTUATOR_KIND")) {
            assertEquals(ErrorCode.INVALID_COMMAND, response.getError().getCode());
        } else {
            assertEquals(ResponseCase.EMPTY, response.getResponseCase());
        }
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

    HttpResponse<String> get(String path) {
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
