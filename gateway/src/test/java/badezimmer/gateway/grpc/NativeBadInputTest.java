package badezimmer.gateway.grpc;

import java.net.URL;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import badezimmer.gateway.foreign.ShortTimes;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What no gRPC library would send. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class NativeBadInputTest {

    @TestHTTPResource
    URL gateway;

    @Inject
    Vertx vertx;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a message that is no protobuf, 00 00000002 08ff, 13, 13",
        "a message that is too long, 00 00010001, 8, 8",
        "a message of 4 GiB, 00 ffffffff, 8, 8",
        "no message, '', 12, 13",
        "two messages, 00 00000000 00 00000000, 12, 13",
        "half a message, 00 00000002 08, 13, 13",
        "a compressed message without an encoding, 01 00000004 1f8b0800, 13, 13"
    })
    void badInputIsAnswered(String name, String body, String ofList, String ofCommand) throws Exception {
        assertEquals(ofList, status("ListConnectedDevices", body));
        assertEquals(ofCommand, status("SendActuatorCommand", body));
    }

    private String status(String method, String body) throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        return client.request(
                        HttpMethod.POST,
                        gateway.getPort(),
                        gateway.getHost(),
                        "/badezimmer.BadezimmerService/" + method)
                .compose(request -> {
                    // Asked for before it can come: a response that is taken too late has lost its body.
                    Future<String> answer = request.response()
                            .compose(response -> response.body()
                                    .map(any -> response.getHeader("grpc-status") == null
                                            ? response.getTrailer("grpc-status")
                                            : response.getHeader("grpc-status")));
                    request.putHeader("content-type", "application/grpc")
                            .end(Buffer.buffer(HexFormat.of().parseHex(body.replace(" ", ""))));
                    return answer;
                })
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }
}
