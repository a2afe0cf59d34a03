package badezimmer.gateway.link;

/** Is told what a link finds out; on the event loop. */
public interface LinkListener {

    /** The id of the device that the link is to. */
    String id();

    /** The link's condition or the address that it is connected to changed. {@code reason} is for people. */
    void changed(Condition condition, String reason);

    /** The device was reached by a new connection, the first one or the next. */
    void opened();

    /** Somebody else answered where the device was; {@code what} says who and where, for people. */
    void mistaken(String what);

    /** The device gave a sign of life. */
    void seen();
}
