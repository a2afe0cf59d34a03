package badezimmer.gateway.grpcweb;

import java.util.stream.Stream;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

/** Native calls of a method with a ready answer; all others are not the bridge's business. */
class GrpcNativeTest extends GrpcWebCases {

    GrpcNativeTest() {
        super(ContentType.NATIVE, HttpVersion.HTTP_2);
    }

    @Override
    Stream<Exchange> cases() {
        return super.cases().filter(GrpcNativeTest::isServedHere);
    }

    private static boolean isServedHere(Exchange exchange) {
        return exchange.path.equals(GrpcWebCaseTable.THE_NEXT_CALL.path)
                && exchange.verb == HttpMethod.POST
                && !exchange.headers.containsKey("content-type")
                && !exchange.headers.containsKey("accept")
                && exchange.headers.getOrDefault("grpc-encoding", "identity").equals("identity");
    }
}
