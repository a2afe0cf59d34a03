package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkus.logging.Log;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.Names;
import badezimmer.gateway.text.Text;

/**
 * Announcements of a name that another device holds: each is logged once, and the last one for each name is remembered,
 * so that it gets the name as soon as the holder is gone.
 */
final class Rivals {

    private static final int LOGGED = 1_024;

    private record Claim(Announced announced, Instant until) {}

    private record Logged(String fullName, InetAddress source) {}

    /** By {@link Names#key} of the full name. */
    private final Map<String, Claim> claims = new HashMap<>();

    private final Map<Logged, Boolean> logged = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Logged, Boolean> eldest) {
            return size() > LOGGED;
        }
    };

    /** Remembers a claim on the name of {@code holder}, which is listed. */
    void add(Announced claim, Device holder, Instant now) {
        String name = Names.key(claim.service().fullName());
        claims.put(name, new Claim(claim, now.plus(claim.service().ttl())));
        if (logged.putIfAbsent(new Logged(name, claim.source()), true) == null) {
            Log.infof(
                    "Conflict: %s at %s announces the name of the device at %s, which is connected; not listed",
                    Text.printable(claim.service().id()),
                    claim.source().getHostAddress(),
                    holder.source().getHostAddress());
        }
    }

    /** Takes the claim on this name, if there is one that still holds. */
    Optional<Announced> take(String fullName, Instant now) {
        return Optional.ofNullable(claims.remove(Names.key(fullName)))
                .filter(claim -> now.isBefore(claim.until()))
                .map(Claim::announced);
    }

    /** Forgets what {@code source} claimed. */
    void forget(String fullName, InetAddress source) {
        claims.computeIfPresent(
                Names.key(fullName), (name, claim) -> claim.announced().source().equals(source) ? null : claim);
    }
}
