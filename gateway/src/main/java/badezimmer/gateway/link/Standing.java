package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.util.Objects;

/** How a device stands and where it is, and who is told when that changes. */
final class Standing {

    private final LinkListener listener;
    private Condition condition = Condition.UNDECIDED;
    private InetSocketAddress remote;
    private InetSocketAddress told;

    Standing(LinkListener listener) {
        this.listener = listener;
    }

    Condition condition() {
        return condition;
    }

    /** Where the device was reached last, or null. */
    InetSocketAddress remote() {
        return remote;
    }

    /** The device was reached there. */
    void opened(InetSocketAddress at) {
        remote = at;
        listener.opened();
    }

    /** Somebody else was reached. */
    void mistaken(String what) {
        listener.mistaken(what);
    }

    void answered() {
        listener.seen();
        is(Condition.UP, "it answers");
    }

    /** @param reason for people */
    void is(Condition now, String reason) {
        if (condition != now || !Objects.equals(told, remote)) {
            condition = now;
            told = remote;
            listener.changed(now, reason);
        }
    }
}
