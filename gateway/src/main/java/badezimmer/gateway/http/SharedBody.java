package badezimmer.gateway.http;

import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * The body of an answer that many ask for, made once for each state that it tells of. It lies outside of the heap: from
 * there a socket takes it, where of a body in the heap Netty makes a copy for every request. Any thread.
 *
 * @param <S> the state, immutable and compared by identity
 */
public final class SharedBody<S> {

    private final Function<S, byte[]> encoding;
    private S state;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** @param encoding makes the body */
    public SharedBody(Function<S, byte[]> encoding) {
        this.encoding = encoding;
    }

    /** Ends the response with the body that tells of {@code now}. */
    public void send(HttpServerResponse response, S now) {
        ByteBuf body = retain(now);
        // Vert.x does not release what it is given: the bytes stay until the last response that holds them was written.
        response.end(Buffer.buffer(body)).onComplete(written -> body.release());
    }

    private synchronized ByteBuf retain(S now) {
        if (state != now) {
            byte[] encoded = encoding.apply(now);
            ByteBuf made = Unpooled.directBuffer(encoded.length).writeBytes(encoded);
            bytes.release();
            bytes = made;
            state = now;
        }
        return bytes.retain();
    }
}
