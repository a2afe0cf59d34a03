package badezimmer.gateway.link;

/** A request that got no usable answer. */
public final class LinkException extends RuntimeException {

    /** Why there is none. */
    public enum Cause {
        /** There is no connection. */
        UNREACHABLE,
        /** Too many requests wait already. */
        BUSY,
        /** Its turn did not come in time. */
        EXPIRED,
        /** The connection was lost before the answer came. */
        LOST,
        /** Nothing came back in time. */
        SILENT,
        /** What came back is no answer. */
        GARBAGE,
        /** Another device answered. */
        STRANGER
    }

    private final Cause why;
    private final boolean sent;

    LinkException(Cause why, String message, boolean sent) {
        // No stack trace: it is the device that failed.
        super(message, null, false, false);
        this.why = why;
        this.sent = sent;
    }

    /** What happened. */
    public Cause why() {
        return why;
    }

    /** Whether the request had left, so that the device may have acted on it. */
    public boolean wasSent() {
        return sent;
    }
}
