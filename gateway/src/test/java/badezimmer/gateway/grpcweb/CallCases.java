package badezimmer.gateway.grpcweb;

import java.util.stream.Stream;

import io.grpc.Status;

import static badezimmer.gateway.grpcweb.Exchange.named;

/** Calls that reach the service, and how they end. */
final class CallCases {

    private static final String OVER = "the time that the call was given is over";

    private CallCases() {}

    static Stream<Exchange> all() {
        return Stream.of(messages(), streams(), metadata(), failures(), statuses(), timeouts())
                .flatMap(cases -> cases);
    }

    private static Stream<Exchange> messages() {
        return Stream.of(
                named("a unary call is answered")
                        .send("hello")
                        .expectMessage("hello")
                        .expectOk(),
                named("an empty message is a message")
                        .send("")
                        .expectMessage("")
                        .expectOk(),
                named("text is bytes")
                        .send("Küche 💡")
                        .expectMessage("Küche 💡")
                        .expectOk(),
                named("a message of the greatest length is taken")
                        .send("x".repeat(EchoServer.MAX_MESSAGE))
                        .expectMessage("x".repeat(EchoServer.MAX_MESSAGE))
                        .expectOk(),
                named("an answer may be longer than a request")
                        .send("large 1000000")
                        .expectMessage("x".repeat(1_000_000))
                        .expectOk(),
                named("the length of a unary answer is told")
                        .send("large 0")
                        .expectMessage("")
                        .expectOk()
                        .expectNoHeader("transfer-encoding"),
                named("a request may come byte by byte")
                        .send("slow")
                        .inSegmentsOf(1)
                        .expectMessage("slow")
                        .expectOk(),
                named("a request may come three bytes at a time")
                        .send("slowly")
                        .inSegmentsOf(3)
                        .expectMessage("slowly")
                        .expectOk());
    }

    private static Stream<Exchange> streams() {
        return Stream.of(
                named("each message of a stream is a frame")
                        .method("Count")
                        .send("3")
                        .expectMessage("1")
                        .expectMessage("2")
                        .expectMessage("3")
                        .expectOk(),
                named("a stream may be empty").method("Count").send("0").expectOk(),
                named("a stream may be long").method("Count").send("1000").expectOkAfterCounting(1000),
                named("a stream may fail after its first message")
                        .method("Count")
                        .send("1 ABORTED no more")
                        .expectMessage("1")
                        .expectTrailers("grpc-status:10", "grpc-message:no more")
                        .expectNoHeader("grpc-status"),
                named("a stream may fail before its first message")
                        .method("Count")
                        .send("0 ABORTED nothing")
                        .expectFailure(10, "nothing"),
                named("a client's stream may hold several messages")
                        .method("Join")
                        .send("a")
                        .send("bc")
                        .send("def")
                        .expectMessage("[a][bc][def]")
                        .expectOk(),
                named("a client's stream may come byte by byte")
                        .method("Join")
                        .send("a")
                        .send("bc")
                        .send("def")
                        .inSegmentsOf(1)
                        .expectMessage("[a][bc][def]")
                        .expectOk(),
                named("a client's stream may be empty")
                        .method("Join")
                        .expectMessage("")
                        .expectOk(),
                named("streams may go both ways")
                        .method("Chat")
                        .send("a")
                        .send("b")
                        .expectMessage("a")
                        .expectMessage("b")
                        .expectOk());
    }

    private static Stream<Exchange> metadata() {
        return Stream.of(
                named("metadata goes in and out")
                        .method("Metadata")
                        .header("X-Ascii", "a value")
                        .send("")
                        .expectHeader("x-ascii", "a value")
                        .expectMessage("")
                        .expectTrailers("grpc-status:0", "x-ascii:a value"),
                named("binary metadata is base64")
                        .method("Metadata")
                        .header("x-binary-bin", "AP8=")
                        .send("")
                        .expectHeader("x-binary-bin", "AP8")
                        .expectMessage("")
                        .expectTrailers("grpc-status:0", "x-binary-bin:AP8"),
                named("binary metadata may be without padding")
                        .method("Metadata")
                        .header("x-binary-bin", "AP8")
                        .send("")
                        .expectHeader("x-binary-bin", "AP8")
                        .expectMessage("")
                        .expectTrailers("grpc-status:0", "x-binary-bin:AP8"),
                named("one header may hold several binary values")
                        .method("Metadata")
                        .header("x-binary-bin", "AP8, AQ==")
                        .send("")
                        .expectHeader("x-binary-bin", "AP8|AQ")
                        .expectMessage("")
                        .expectTrailers("grpc-status:0", "x-binary-bin:AP8", "x-binary-bin:AQ"),
                named("binary metadata that is no base64 is refused")
                        .method("Metadata")
                        .header("x-binary-bin", "?")
                        .send("")
                        .expectFailure(3, "the header x-binary-bin is no base64"),
                named("headers that gRPC has no names for are left out")
                        .method("Metadata")
                        .header("x!odd", "1")
                        .header("x!odd-bin", "?")
                        .header("-bin", "?")
                        .send("")
                        .expectMessage("")
                        .expectOk());
    }

    private static Stream<Exchange> failures() {
        return Stream.of(
                named("a message is percent-encoded")
                        .send("fail NOT_FOUND 100 % Küche\r\n💡")
                        .expectFailure(5, "100 %25 K%C3%BCche%0D%0A%F0%9F%92%A1"),
                named("a failure may be without a message")
                        .send("fail NOT_FOUND")
                        .expectHeader("grpc-status", "5")
                        .expectNoHeader("grpc-message"),
                named("a service that throws is told without its words")
                        .send("throw")
                        .expectFailure(2, "the service failed"),
                named("a service that ends without an answer has failed")
                        .send("silent")
                        .expectFailure(13, "the service gave no answer"),
                named("a message that is none is refused").send("unreadable").expectFailure(13, "no message"));
    }

    private static Stream<Exchange> statuses() {
        return Stream.of(Status.Code.values())
                .filter(code -> code != Status.Code.OK)
                .map(code -> named("a service may fail with " + code)
                        .send("fail " + code + " so it is")
                        .expectFailure(code.value(), "so it is"));
    }

    private static Stream<Exchange> timeouts() {
        Stream<Exchange> enough = Stream.of("1H", "1M", "9S", "9000m", "9000000u", "99999999n", "99999999H")
                .map(limit -> named("an answer comes within " + limit)
                        .header("grpc-timeout", limit)
                        .send("hi")
                        .expectMessage("hi")
                        .expectOk());
        Stream<Exchange> over = Stream.of("20m", "20000u", "20000000n", "0S", "1n")
                .map(limit -> named("a call is over after " + limit)
                        .header("grpc-timeout", limit)
                        .send("never")
                        .expectFailure(4, OVER));
        Stream<Exchange> wrong = Stream.of("5", "5x", "-1S", "123456789S", "S")
                .map(limit -> named("a time of " + limit + " is refused")
                        .header("grpc-timeout", limit)
                        .send("hi")
                        .expectFailure(3, "grpc-timeout is 1 to 8 digits and one of H, M, S, m, u, n, not: " + limit));
        Exchange stream = named("a stream is over in time")
                .method("Count")
                .header("grpc-timeout", "20m")
                .send("2 open")
                .expectMessage("1")
                .expectMessage("2")
                .expectTrailers("grpc-status:4", "grpc-message:" + OVER);
        return Stream.of(enough, over, wrong, Stream.of(stream)).flatMap(cases -> cases);
    }
}
