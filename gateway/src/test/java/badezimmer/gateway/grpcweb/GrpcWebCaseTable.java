package badezimmer.gateway.grpcweb;

import java.util.List;
import java.util.stream.Stream;

import static badezimmer.gateway.grpcweb.Exchange.named;

/** The cases that hold for both encodings and both versions of HTTP. */
final class GrpcWebCaseTable {

    static final Exchange THE_NEXT_CALL =
            named("the next call").send("next").expectMessage("next").expectOk();

    static final List<Exchange> CASES =
            Stream.concat(CallCases.all(), RequestCases.all()).toList();

    private GrpcWebCaseTable() {}
}
