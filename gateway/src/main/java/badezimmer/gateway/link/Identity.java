package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.util.Optional;

import badezimmer.discovery.Names;
import badezimmer.gateway.text.Text;
import badezimmer.proto.BadezimmerResponse;

/**
 * Whom a link is to, and what an answer says of who gives it (proto/README.md section 5). A device that names itself has to
 * do so on every new connection before it gets a command: somebody else may be at its address by now.
 */
final class Identity {

    private final String id;
    private final Standing standing;
    private boolean named;

    Identity(String id, Standing standing) {
        this.id = id;
        this.standing = standing;
    }

    /**
     * Whether a new connection has to answer a ping before it gets a command. An older device says nothing of itself, and need
     * not be asked where it answered before.
     */
    boolean isToBeAsked(InetSocketAddress at) {
        return named || !at.equals(standing.remote());
    }

    /** Whether the device said its own id in its last answer. */
    boolean isNamed() {
        return named;
    }

    /** Who gave an answer that is not the device's, for people; empty if it is the device's, as far as it says. */
    Optional<String> stranger(BadezimmerResponse answer, InetSocketAddress from) {
        String said = answer.getDeviceId();
        if (said.isEmpty()) {
            boolean known = from.equals(standing.remote()) || standing.condition() != Condition.UP;
            return named && !known ? Optional.of("something that does not say its id") : Optional.empty();
        }
        if (said.startsWith("@")) {
            return Optional.of("a device that has no name yet");
        }
        return Names.same(said, id) ? Optional.empty() : Optional.of(Text.cut(said));
    }

    /** Takes an answer of the device. */
    void heard(BadezimmerResponse answer) {
        named = !answer.getDeviceId().isEmpty();
    }
}
