package badezimmer.gateway.grpcweb;

import io.vertx.core.http.HttpVersion;

class GrpcWebBinaryTest extends GrpcWebCases {

    GrpcWebBinaryTest() {
        super(new ContentType("application/grpc-web+proto", false), HttpVersion.HTTP_1_1, HttpVersion.HTTP_2);
    }
}
