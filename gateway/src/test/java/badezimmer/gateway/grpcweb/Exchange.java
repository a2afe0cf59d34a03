package badezimmer.gateway.grpcweb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.http.HttpMethod;

/** One case: what a client sends, byte for byte, and what it must get. Frames are given plain, whatever the encoding. */
final class Exchange {

    final String name;
    HttpMethod verb = HttpMethod.POST;
    String path = "/test.Echo/Say";
    final Map<String, String> headers = new LinkedHashMap<>();
    final List<byte[]> sent = new ArrayList<>();
    boolean sentRaw;
    int segment = Integer.MAX_VALUE;
    int status = 200;
    final Map<String, String> expectedHeaders = new LinkedHashMap<>();
    final List<String> absentHeaders = new ArrayList<>();
    final List<byte[]> expected = new ArrayList<>();
    Boolean expectedText;
    boolean sameType;

    private Exchange(String name) {
        this.name = name;
    }

    static Exchange named(String sentence) {
        return new Exchange(sentence);
    }

    Exchange verb(HttpMethod other) {
        verb = other;
        return this;
    }

    Exchange path(String other) {
        path = other;
        return this;
    }

    Exchange method(String ofEcho) {
        return path("/test.Echo/" + ofEcho);
    }

    Exchange header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Sends a message. */
    Exchange send(String message) {
        return sendFrame(message(message));
    }

    /** Sends bytes that may be no frame, encoded as one. */
    Exchange sendFrame(byte[] frame) {
        sent.add(frame);
        return this;
    }

    /** Sends bytes that may be no frame, encoded as one. */
    Exchange sendFrame(int... frame) {
        byte[] bytes = new byte[frame.length];
        for (int i = 0; i < frame.length; i++) {
            bytes[i] = (byte) frame[i];
        }
        return sendFrame(bytes);
    }

    /** Sends bytes as they are. */
    Exchange sendRaw(String body) {
        sentRaw = true;
        sent.add(body.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends the body in pieces of so many bytes. */
    Exchange inSegmentsOf(int length) {
        segment = length;
        return this;
    }

    Exchange expectMessage(String message) {
        expected.add(message(message));
        return this;
    }

    /** Expects the last frame, with these lines. */
    Exchange expectTrailers(String... lines) {
        String text = String.join("\r\n", lines) + "\r\n";
        expected.add(frame(0x80, text.getBytes(StandardCharsets.US_ASCII)));
        return this;
    }

    /** Expects success, with no word about it in the headers. */
    Exchange expectOk() {
        return expectTrailers("grpc-status:0").expectNoHeader("grpc-status").expectNoHeader("grpc-message");
    }

    /** Expects the numbers from 1 on, then success. */
    Exchange expectOkAfterCounting(int count) {
        for (int i = 1; i <= count; i++) {
            expectMessage(Integer.toString(i));
        }
        return expectOk();
    }

    /** Expects a failure before the service said anything: all of it in the headers, and no body. */
    Exchange expectFailure(int code, String encodedMessage) {
        return expectHeader("grpc-status", Integer.toString(code)).expectHeader("grpc-message", encodedMessage);
    }

    /** Expects an answer that is not gRPC-Web at all, and empty. */
    Exchange expectHttp(int code) {
        status = code;
        return expectNoHeader("grpc-status").expectNoHeader("content-type");
    }

    Exchange expectHeader(String header, String value) {
        expectedHeaders.put(header, value);
        return this;
    }

    Exchange expectNoHeader(String header) {
        absentHeaders.add(header);
        return this;
    }

    /** Expects an answer of another encoding than the request's. */
    Exchange expectText(boolean text) {
        expectedText = text;
        return this;
    }

    /** Expects an answer of the request's own type, whatever was accepted. */
    Exchange expectSameType() {
        sameType = true;
        return this;
    }

    static byte[] message(String text) {
        return frame(0, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] frame(int flags, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) flags)
                .putInt(payload.length)
                .put(payload)
                .array();
    }
}
