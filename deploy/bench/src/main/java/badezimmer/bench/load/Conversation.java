package badezimmer.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection's side of a protocol, reading no more of an answer than its lengths: the client shares the server's cores. */
public interface Conversation {

    /** The bytes of the next request, to be written whole. */
    ByteBuffer next();

    /** Takes everything that was received; true if that ends the answer. Throws if it is no answer, or a failure. */
    boolean take(ByteBuffer received) throws IOException;
}
