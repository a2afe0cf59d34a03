package badezimmer.wire;

/** Bytes that are no frame; the message says what was expected and what came. No stack trace: strangers cause it. */
public final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message, null, false, false);
    }
}
