package badezimmer.discovery;

import java.net.InetAddress;

/**
 * How many datagrams are looked at: so many a second from one source, so many in all. Sources that say little share an
 * allowance of their own, so that a flood from many others leaves them heard.
 */
final class Admission {

    private static final int BURST_SECONDS = 4;
    private static final int LITTLE = 5;

    private final RateLimit<InetAddress> each;
    private final RateLimit<InetAddress> little = new RateLimit<>(LITTLE, LITTLE * BURST_SECONDS);
    private final RateLimit<Boolean> all;

    Admission(DiscoverySettings.Limits limits) {
        each = new RateLimit<>(limits.sourceRate(), limits.sourceRate() * BURST_SECONDS);
        all = new RateLimit<>(limits.totalRate(), limits.totalRate());
    }

    /** Why a datagram is not to be looked at, or null. */
    Drop refusal(InetAddress source, long now) {
        if (!each.allows(source, now)) {
            return Drop.SOURCE_RATE;
        }
        boolean saysLittle = little.allows(source, now);
        return all.allows(saysLittle, now) ? null : Drop.TOTAL_RATE;
    }
}
