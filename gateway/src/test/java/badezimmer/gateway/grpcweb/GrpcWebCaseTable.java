package badezimmer.gateway.grpcweb;

import java.util.List;
import java.util.stream.Stream;

import io.grpc.Status;
import io.vertx.core.http.HttpMethod;

import static badezimmer.gateway.grpcweb.Exchange.frame;
import static badezimmer.gateway.grpcweb.Exchange.message;
import static badezimmer.gateway.grpcweb.Exchange.named;

/** The cases that hold for both encodings and both versions of HTTP. */
final class GrpcWebCaseTable {

    static final Exchange THE_NEXT_CALL =
            named("the next call").send("next").expectMessage("next").expectOk();

    private static final String TEXT = "application/grpc-web-text";
    private static final String OVER = "the time that the call was given is over";
    private static final String ODD_LENGTHS = "the body ends within a message";

    static final List<Exchange> CASES = Stream.of(
                    messages(),
                    streams(),
                    contentTypes(),
                    metadata(),
                    failures(),
                    statuses(),
                    timeouts(),
                    refusals(),
                    bodies())
            .flatMap(cases -> cases)
            .toList();

    private GrpcWebCaseTable() {}

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

    private static Stream<Exchange> contentTypes() {
        return Stream.of(
                named("parameters of the content type do not matter")
                        .header("content-type", "application/grpc-web+proto; charset=utf-8")
                        .sendRaw("\0\0\0\0\2hi")
                        .expectMessage("hi")
                        .expectOk()
                        .expectHeader("content-type", "application/grpc-web+proto")
                        .expectText(false),
                named("the content type may be without a format")
                        .header("content-type", "application/grpc-web")
                        .sendRaw("\0\0\0\0\2hi")
                        .expectMessage("hi")
                        .expectOk()
                        .expectHeader("content-type", "application/grpc-web")
                        .expectText(false),
                named("the text type may name its format")
                        .header("content-type", "application/grpc-web-text+proto")
                        .sendRaw("AAAAAAJoaQ==")
                        .expectMessage("hi")
                        .expectOk()
                        .expectHeader("content-type", "application/grpc-web-text+proto")
                        .expectText(true),
                named("an answer may be asked for as text")
                        .header("accept", TEXT)
                        .send("hi")
                        .expectMessage("hi")
                        .expectOk()
                        .expectText(true),
                named("an answer may be asked for as binary")
                        .header("accept", "application/grpc-web+proto")
                        .send("hi")
                        .expectMessage("hi")
                        .expectOk()
                        .expectText(false),
                named("who accepts anything gets what it sent")
                        .header("accept", "*/*")
                        .send("hi")
                        .expectMessage("hi")
                        .expectOk()
                        .expectSameType(),
                named("who accepts JSON alone gets what it sent")
                        .header("accept", "application/json")
                        .send("hi")
                        .expectMessage("hi")
                        .expectOk()
                        .expectSameType(),
                named("a failure is encoded as asked for")
                        .header("accept", TEXT)
                        .send("fail ABORTED no")
                        .expectFailure(10, "no")
                        .expectText(true),
                named("what clients say of themselves does not matter")
                        .header("x-grpc-web", "1")
                        .header("x-user-agent", "grpc-web-javascript/0.1")
                        .send("hi")
                        .expectMessage("hi")
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
                        .expectTrailers("grpc-status:5")
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

    private static Stream<Exchange> refusals() {
        Stream<Exchange> verbs = Stream.of(
                        HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH, HttpMethod.HEAD)
                .map(verb -> named(verb + " is no verb of gRPC")
                        .verb(verb)
                        .expectHttp(405)
                        .expectHeader("allow", "POST"));
        Stream<Exchange> types = Stream.of(
                        "application/json",
                        "text/plain",
                        "application/grpc-web+json",
                        "application/grpc-web-text+thrift",
                        "")
                .map(type -> named("a body of the type '" + type + "' is refused")
                        .header("content-type", type)
                        .sendRaw("{}")
                        .expectHttp(415)
                        .expectHeader("accept-post", ContentType.ALL));
        Stream<Exchange> methods = Stream.of(
                        "/test.Echo/Shout", "/test.Other/Say", "/test.Echo", "/", "/test.Echo/Say/")
                .map(path -> named("there is no method " + path)
                        .path(path)
                        .send("hi")
                        .expectFailure(12, "no such method: " + path));
        Stream<Exchange> encodings = Stream.of("gzip", "br")
                .map(encoding -> named("an encoding of " + encoding + " is refused")
                        .header("grpc-encoding", encoding)
                        .send("hi")
                        .expectTrailers(
                                "grpc-status:12",
                                "grpc-message:messages are taken as they are, not encoded as " + encoding,
                                "grpc-accept-encoding:identity")
                        .expectHeader("grpc-status", "12")
                        .expectHeader("grpc-accept-encoding", "identity"));
        Exchange identity = named("the encoding identity is none")
                .header("grpc-encoding", "identity")
                .send("hi")
                .expectMessage("hi")
                .expectOk();
        return Stream.of(verbs, types, methods, encodings, Stream.of(identity)).flatMap(cases -> cases);
    }

    private static Stream<Exchange> bodies() {
        String uncompressed = "a message is flagged as compressed and the request names no encoding";
        return Stream.of(
                named("a unary method takes no two messages")
                        .send("a")
                        .send("b")
                        .expectFailure(12, "the method takes one message, more came"),
                named("a unary method takes no two messages in one piece")
                        .sendFrame(0, 0, 0, 0, 1, 'a', 0, 0, 0, 0, 1, 'b')
                        .expectFailure(12, "the method takes one message, more came"),
                named("a unary method takes no empty body")
                        .expectFailure(12, "the method takes one message, none came"),
                named("a server's stream takes no two requests")
                        .method("Count")
                        .send("1")
                        .send("2")
                        .expectFailure(12, "the method takes one message, more came"),
                named("a server's stream takes no empty body")
                        .method("Count")
                        .expectFailure(12, "the method takes one message, none came"),
                named("a compressed message without an encoding is refused")
                        .sendFrame(frame(1, new byte[] {'h', 'i'}))
                        .expectFailure(13, uncompressed),
                named("a compressed message of the encoding identity is refused")
                        .header("grpc-encoding", "identity")
                        .sendFrame(frame(1, new byte[] {'h', 'i'}))
                        .expectFailure(13, uncompressed),
                named("trailers in a request are refused")
                        .sendFrame(frame(0x80, new byte[] {'h', 'i'}))
                        .expectFailure(13, "a request holds messages alone, not flags 0x80"),
                named("unknown flags are refused")
                        .sendFrame(frame(2, new byte[] {'h', 'i'}))
                        .expectFailure(13, "a request holds messages alone, not flags 0x02"),
                named("a message one byte too long is refused by its prefix")
                        .sendFrame(0, 0, 1, 0, 1)
                        .expectFailure(8, "a message has at most 65536 bytes, the prefix says 65537"),
                named("a message one byte too long is refused whole")
                        .send("x".repeat(EchoServer.MAX_MESSAGE + 1))
                        .expectFailure(8, "a message has at most 65536 bytes, the prefix says 65537"),
                named("a message of 4 GiB is refused by its prefix")
                        .sendFrame(0, 0xff, 0xff, 0xff, 0xff)
                        .expectFailure(8, "a message has at most 65536 bytes, the prefix says 4294967295"),
                named("a prefix that is not whole is refused")
                        .sendFrame(0, 0, 0)
                        .expectFailure(13, ODD_LENGTHS),
                named("a message that is not whole is refused")
                        .sendFrame(0, 0, 0, 0, 3, 'h', 'i')
                        .expectFailure(13, ODD_LENGTHS),
                named("a message that never begins is refused")
                        .sendFrame(0, 0, 0, 0, 3)
                        .expectFailure(13, ODD_LENGTHS),
                named("a second message that is not whole is refused")
                        .method("Join")
                        .send("a")
                        .sendFrame(0, 0, 0, 0, 3, 'h', 'i')
                        .expectFailure(13, ODD_LENGTHS),
                named("a unary message and a piece of another are refused")
                        .sendFrame(message("a"))
                        .sendFrame(0)
                        .expectFailure(13, ODD_LENGTHS));
    }
}
