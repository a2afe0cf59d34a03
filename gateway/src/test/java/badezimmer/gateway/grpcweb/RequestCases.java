package badezimmer.gateway.grpcweb;

import java.util.stream.Stream;

import io.vertx.core.http.HttpMethod;

import static badezimmer.gateway.grpcweb.Exchange.frame;
import static badezimmer.gateway.grpcweb.Exchange.message;
import static badezimmer.gateway.grpcweb.Exchange.named;

/** Requests as HTTP and framing see them: content types, refusals, bodies that are none. */
final class RequestCases {

    private static final String TEXT = "application/grpc-web-text";
    private static final String ODD_LENGTHS = "the body ends within a message";

    private RequestCases() {}

    static Stream<Exchange> all() {
        return Stream.of(contentTypes(), refusals(), bodies()).flatMap(cases -> cases);
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
                        .expectFailure(12, "messages are taken as they are, not encoded as " + encoding)
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
