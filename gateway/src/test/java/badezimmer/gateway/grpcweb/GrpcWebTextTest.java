package badezimmer.gateway.grpcweb;

import java.util.Base64;
import java.util.stream.Stream;

import io.vertx.core.http.HttpVersion;

class GrpcWebTextTest extends GrpcWebCases {

    GrpcWebTextTest() {
        super(new ContentType("application/grpc-web-text", true), HttpVersion.HTTP_1_1, HttpVersion.HTTP_2);
    }

    @Override
    Stream<Exchange> cases() {
        return Stream.concat(super.cases(), ofText());
    }

    private static Stream<Exchange> ofText() {
        return Stream.of(
                Exchange.named("frames that are encoded as one are taken")
                        .method("Join")
                        .sendRaw(Base64.getEncoder().encodeToString(two("a", "b")))
                        .expectMessage("[a][b]")
                        .expectOk(),
                Exchange.named("prefix and message that are padded each on its own are taken")
                        .sendRaw("AAAAAAI=" + "aGk=")
                        .expectMessage("hi")
                        .expectOk(),
                notBase64("a character outside of the alphabet is refused", "AAAA!AI=", "0x21"),
                notBase64("a line break is refused", "AAAA\nAAI=", "0x0a"),
                notBase64("the alphabet for addresses is refused", "AAAA_AI=", "0x5f"),
                notBase64("padding where none belongs is refused", "AAAA=AAI", "0x3d"),
                Exchange.named("a quantum that is not whole is refused")
                        .sendRaw("AAAAAAI=aGk")
                        .expectFailure(13, "the body ends within a message"),
                Exchange.named("a padding that is not whole is refused")
                        .sendRaw("AAAAAAI=aG")
                        .expectFailure(13, "the body ends within a message"));
    }

    private static Exchange notBase64(String name, String body, String culprit) {
        return Exchange.named(name)
                .sendRaw(body)
                .expectFailure(13, "the body is no base64: " + culprit + " where a character of its alphabet belongs");
    }

    private static byte[] two(String first, String second) {
        byte[] a = Exchange.message(first);
        byte[] b = Exchange.message(second);
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
