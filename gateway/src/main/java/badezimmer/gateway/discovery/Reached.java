package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.quarkus.logging.Log;

import badezimmer.discovery.Shares;
import badezimmer.discovery.Shares.Limit;

/**
 * Tells the operator that a limit keeps devices off the list, or took some off it: in the log, once a minute at the most,
 * and in health for as long as it goes on. Told by the event loop, asked by any thread.
 */
public final class Reached {

    private static final Duration WARNING_EACH = Duration.ofMinutes(1);
    /** Devices announce themselves every 60 s: what was reached before that is over. */
    private static final Duration GOES_ON = Duration.ofMinutes(3);

    private record Last(String text, Instant at) {}

    private final Devices.Limits limits;
    private final InstantSource steady;
    private volatile Last last;
    private Instant warned;

    Reached(Devices.Limits limits, InstantSource steady) {
        this.limits = limits;
        this.steady = steady;
    }

    void now(Limit limit, InetAddress source) {
        Instant now = steady.instant();
        boolean warn = warned == null || !now.isBefore(warned.plus(WARNING_EACH));
        Last before = last;
        if (!warn && before != null && now.isBefore(before.at().plusSeconds(1))) {
            return;
        }
        String text = text(limit, source.getHostAddress());
        last = new Last(text, now);
        if (warn) {
            warned = now;
            Log.warn(text);
        }
    }

    /** What keeps devices off the list now, for people: the limit, who reached it last, and the setting. */
    public Optional<String> text() {
        return Optional.ofNullable(last)
                .filter(that -> steady.instant().isBefore(that.at().plus(GOES_ON)))
                .map(Last::text);
    }

    private String text(Limit limit, String source) {
        return switch (limit) {
            case SOURCE ->
                "%s announces more devices than the %d that are listed of one address: %s"
                        .formatted(source, limits.maxPerSource(), "badezimmer.registry.max-devices-per-source");
            case ENTRIES ->
                "%s announces a device when %d are listed, which is the most: %s"
                        .formatted(source, limits.max(), "badezimmer.registry.max-devices");
            case BYTES ->
                "%s announces more than fits when all devices hold %d KiB, which is the most: %s"
                        .formatted(
                                source,
                                Shares.bytesFor(limits.max()) >> 10,
                                "badezimmer.registry.max-devices (1 KiB each) and a tenth of the heap (-Xmx)");
        };
    }
}
