package badezimmer.gateway.link;

/** Is told what a link finds out; on the event loop. */
public interface LinkListener {

    /** The link's condition or the address that it is connected to changed. {@code reason} is for people. */
    void changed(Condition condition, String reason);

    /** A connection was opened, the first one or the next. */
    void opened();

    /** The device gave a sign of life. */
    void seen();
}
