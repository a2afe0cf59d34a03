package badezimmer.discovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;

import badezimmer.proto.BadezimmerProto;
import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQuestion;
import badezimmer.proto.MDNSType;
import badezimmer.wire.Frames;

/** Datagrams: an {@link MDNS} message behind its length. */
final class Messages {

    /** The name that asks for every service (RFC 6763 section 9), as existing nodes write it: without a final dot. */
    static final String EVERY_SERVICE = "_services._dns-sd._udp.local";

    /** Known answers in one query datagram: what leaves it below 1,400 bytes beside its questions. */
    private static final int KNOWN_ANSWERS = 128;

    private Messages() {}

    /** Builds the descriptors of the protocol, which the first message needs: on a slow machine seconds, not for the event loop. */
    static void prepare() {
        BadezimmerProto.getDescriptor();
    }

    /** The message of a datagram; bytes behind its length are ignored. */
    static MDNS decode(byte[] datagram, DiscoverySettings.Limits limits) throws Dropped {
        if (datagram.length < Frames.PREFIX) {
            throw new Dropped(Drop.TRUNCATED);
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(datagram).getInt());
        if (length > Frames.MAX_LENGTH) {
            throw new Dropped(Drop.OVERSIZED);
        }
        if (length > datagram.length - Frames.PREFIX) {
            throw new Dropped(Drop.TRUNCATED);
        }
        try {
            if (records(CodedInputStream.newInstance(datagram, Frames.PREFIX, (int) length)) > limits.records()) {
                throw new Dropped(Drop.TOO_MANY_RECORDS);
            }
            return MDNS.parseFrom(ByteBuffer.wrap(datagram, Frames.PREFIX, (int) length));
        } catch (IOException e) {
            throw new Dropped(Drop.MALFORMED);
        }
    }

    /**
     * How many records and questions there are, before any of them becomes an object: of 64 KiB two bytes each would be
     * 32,000.
     */
    private static int records(CodedInputStream message) throws IOException {
        int count = 0;
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            boolean content = field == MDNS.QUERY_REQUEST_FIELD_NUMBER || field == MDNS.QUERY_RESPONSE_FIELD_NUMBER;
            if (content && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int outer = message.pushLimit(message.readRawVarint32());
                count += nested(message);
                message.popLimit(outer);
            } else {
                message.skipField(tag);
            }
        }
        return count;
    }

    /** Fields 1 and 2 of a query are questions and authorities, of a response answers and additional records. */
    private static int nested(CodedInputStream content) throws IOException {
        int count = 0;
        for (int tag = content.readTag(); tag != 0; tag = content.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) <= MDNSQueryRequest.AUTHORITIES_FIELD_NUMBER) {
                count++;
            }
            content.skipField(tag);
        }
        return count;
    }

    /** The service's whole record set. */
    static MDNS announcement(Service service) {
        return response(service, service.ttl());
    }

    /** The same with TTL 0. */
    static MDNS goodbye(Service service) {
        return response(service, Duration.ZERO);
    }

    private static MDNS response(Service service, Duration ttl) {
        return MDNS.newBuilder()
                .setQueryResponse(Records.response(service, ttl))
                .build();
    }

    /**
     * Asks for the type, which existing nodes answer, and says what is to be announced under the name, which settles who
     * gets it.
     */
    static MDNS probe(Service proposed) {
        return MDNS.newBuilder()
                .setQueryRequest(MDNSQueryRequest.newBuilder()
                        .addQuestions(question(proposed.type()))
                        .addAllAuthorities(Records.unique(
                                proposed, Math.toIntExact(proposed.ttl().toSeconds()))))
                .build();
    }

    /** A question for every name, with what is known already: in as many datagrams as that takes, at least one. */
    static List<byte[]> queries(Collection<String> names, int windowMillis, List<Long> known, int transaction) {
        List<byte[]> datagrams = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(known.size(), from + KNOWN_ANSWERS);
            MDNSQueryRequest.Builder query = MDNSQueryRequest.newBuilder()
                    .setResponseWindowMs(windowMillis)
                    .addAllKnownAnswers(known.subList(from, to));
            names.forEach(name -> query.addQuestions(question(name)));
            datagrams.add(Frames.encode(MDNS.newBuilder()
                    .setTransactionId(transaction)
                    .setQueryRequest(query)
                    .build()));
            from = to;
        } while (from < known.size());
        return datagrams;
    }

    private static MDNSQuestion question(String name) {
        return MDNSQuestion.newBuilder()
                .setName(name)
                .setType(MDNSType.MDNS_PTR)
                .build();
    }
}
