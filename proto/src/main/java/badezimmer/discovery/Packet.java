package badezimmer.discovery;

import java.util.List;

import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQuestion;
import badezimmer.wire.Frames;

/** A datagram in the making, of what several services have to say. */
final class Packet {

    /** The longest that is not cut into fragments on any usual network. */
    private static final int LONGEST = 1_400;

    private static final int TRANSACTION = 5;

    private final MDNS.Builder whole = MDNS.newBuilder();
    private int size = Frames.PREFIX + TRANSACTION;

    /** Takes one more message of the same kind; false if there is no room for it. The first one always has. */
    boolean add(MDNS message) {
        boolean empty = whole.getDataCase() == MDNS.DataCase.DATA_NOT_SET;
        size += message.getSerializedSize();
        if (!empty && size > LONGEST) {
            return false;
        }
        whole.mergeFrom(message);
        return true;
    }

    byte[] encode(int transaction) {
        if (whole.hasQueryRequest()) {
            MDNSQueryRequest.Builder query = whole.getQueryRequestBuilder();
            List<MDNSQuestion> questions =
                    query.getQuestionsList().stream().distinct().toList();
            query.clearQuestions().addAllQuestions(questions);
        }
        return Frames.encode(whole.setTransactionId(transaction).build());
    }
}
