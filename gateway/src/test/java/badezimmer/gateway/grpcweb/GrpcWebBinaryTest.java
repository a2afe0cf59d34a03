package badezimmer.gateway.grpcweb;

class GrpcWebBinaryTest extends GrpcWebCases {

    GrpcWebBinaryTest() {
        super(new ContentType("application/grpc-web+proto", false));
    }
}
