package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkus.logging.Log;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.Names;
import badezimmer.gateway.text.Text;

/**
 * Announcements that contradict a device which is connected: of its name elsewhere, or of another name at its endpoint. Each
 * is logged once, and the last one of each sort is remembered, to be looked into as soon as the device is gone.
 */
final class Rivals {

    private static final int LOGGED = 1_024;
    /** Where a name changes hands its type is asked for as long as this: an answer may be lost. */
    private static final Duration ASKING = Duration.ofSeconds(5);

    /** @param name what the device that is contradicted is known by, {@link Names#key} of its full name */
    private record Contested(String name, boolean endpoint) {}

    private record Claim(Announced announced, Instant until) {}

    private record Logged(String fullName, InetAddress source) {}

    private final Map<Contested, Claim> claims = new HashMap<>();
    /** Until when to ask for which type. */
    private final Map<String, Instant> asking = new HashMap<>();

    private final Map<Logged, Boolean> logged = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Logged, Boolean> eldest) {
            return size() > LOGGED;
        }
    };

    /** Remembers a claim on the name or the endpoint of {@code holder}, which is listed. */
    void add(Announced claim, Device holder, Instant now) {
        String claimed = Names.key(claim.service().fullName());
        String held = Names.key(holder.service().fullName());
        Instant until = now.plus(claim.service().lifetime());
        claims.put(new Contested(held, !claimed.equals(held)), new Claim(claim, until));
        if (logged.putIfAbsent(new Logged(claimed, claim.source()), true) == null) {
            Log.infof(
                    "Conflict: %s is announced at %s:%d, but %s is connected at %s:%d; not listed",
                    Text.printable(claim.service().id()),
                    claim.source().getHostAddress(),
                    claim.service().port(),
                    Text.printable(holder.id()),
                    holder.source().getHostAddress(),
                    holder.service().port());
        }
    }

    /** Takes the claims on the name and the endpoint of the device that had this name, those that still hold. */
    List<Announced> take(String fullName, Instant now) {
        String name = Names.key(fullName);
        List<Announced> taken = Stream.of(false, true)
                .map(endpoint -> claims.remove(new Contested(name, endpoint)))
                .filter(Objects::nonNull)
                .filter(claim -> now.isBefore(claim.until()))
                .map(Claim::announced)
                .toList();
        taken.forEach(claim -> ask(claim.service().type(), now));
        return taken;
    }

    /** Who is there is to be asked for some seconds. */
    void ask(String type, Instant now) {
        asking.put(type, now.plus(ASKING));
    }

    /** The types that are to be asked for now. */
    Set<String> asking(Instant now) {
        asking.values().removeIf(until -> !now.isBefore(until));
        return Set.copyOf(asking.keySet());
    }

    /** Forgets that {@code source} claimed this name. */
    void forget(String fullName, InetAddress source) {
        claims.computeIfPresent(
                new Contested(Names.key(fullName), false),
                (name, claim) -> claim.announced().source().equals(source) ? null : claim);
    }
}
