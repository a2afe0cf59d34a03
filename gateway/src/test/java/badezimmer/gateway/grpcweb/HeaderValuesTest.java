package badezimmer.gateway.grpcweb;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.grpc.Status;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What single header values mean. */
class HeaderValuesTest {

    @ParameterizedTest
    @CsvSource({
        "2H, PT2H",
        "3M, PT3M",
        "4S, PT4S",
        "5m, PT0.005S",
        "6000u, PT0.006S",
        "7000000n, PT0.007S",
        "99999999H, PT99999999H"
    })
    void readsTimeouts(String header, Duration expected) throws GrpcWebException {
        assertEquals(Optional.of(expected), Timeout.of(header));
    }

    @Test
    void noTimeoutIsNoLimit() throws GrpcWebException {
        assertEquals(Optional.empty(), Timeout.of(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0S", "0n", "999u", "999999n"})
    void lessThanAMillisecondIsOver(String header) {
        GrpcWebException over = assertThrows(GrpcWebException.class, () -> Timeout.of(header));
        assertEquals(Status.Code.DEADLINE_EXCEEDED, over.status().getCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "S", "5x", "-1S", "1.5S", " 5S", "123456789S", "5 S"})
    void refusesWhatIsNoTimeout(String header) {
        GrpcWebException refused = assertThrows(GrpcWebException.class, () -> Timeout.of(header));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.status().getCode());
    }

    @ParameterizedTest
    @CsvSource({
        "Device not found, Device not found",
        "100%, 100%25",
        "Küche, K%C3%BCche",
        "💡~, %F0%9F%92%A1~",
    })
    void encodesMessages(String message, String encoded) {
        assertEquals(encoded, PercentEncoding.encode(message));
    }

    @Test
    void encodesControlCharacters() {
        assertEquals("a%0D%0Ab%7F%00", PercentEncoding.encode("a\r\nb\u007f\0"));
    }

    @Test
    void leavesOutWhatIsNotOfTheCall() throws GrpcWebException {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(":path", "/")
                .add("Connection", "keep-alive")
                .add("Transfer-Encoding", "chunked")
                .add("X-Name", "value");
        assertEquals(Set.of("x-name"), RequestMetadata.of(headers).keys());
    }

    @ParameterizedTest
    @CsvSource({
        "application/grpc-web, application/grpc-web, false",
        "application/grpc-web+proto, application/grpc-web+proto, false",
        "application/grpc-web-text, application/grpc-web-text, true",
        "application/grpc-web-text+proto, application/grpc-web-text+proto, true",
        "Application/GRPC-Web; charset=utf-8, application/grpc-web, false"
    })
    void knowsTheContentTypes(String header, String value, boolean text) {
        assertEquals(Optional.of(new ContentType(value, text)), ContentType.of(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "application/grpc", "application/grpc+proto", "application/grpc-web+json", "text/plain"})
    void otherContentTypesAreNone(String header) {
        assertEquals(Optional.empty(), ContentType.of(header));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/grpc-web-text | application/grpc-web-text",
                "text/html, application/grpc-web+proto;q=0.9, application/grpc-web-text | application/grpc-web+proto",
                "*/* | application/grpc-web",
                "application/json | application/grpc-web"
            })
    void answersAsAccepted(String accept, String answered) {
        assertEquals(
                answered,
                new ContentType("application/grpc-web", false).answering(accept).value());
    }
}
