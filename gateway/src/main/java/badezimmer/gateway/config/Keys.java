package badezimmer.gateway.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of everything in {@link GatewayConfig}. */
final class Keys {

    private static final String ENVIRONMENT_PREFIX = "BADEZIMMER_";

    static final SortedSet<String> ALL = new TreeSet<>(Set.of(
            "badezimmer.command.timeout",
            "badezimmer.discovery.group",
            "badezimmer.discovery.interfaces",
            "badezimmer.discovery.limits.properties",
            "badezimmer.discovery.limits.records",
            "badezimmer.discovery.limits.source-rate",
            "badezimmer.discovery.limits.text-bytes",
            "badezimmer.discovery.limits.total-rate",
            "badezimmer.discovery.port",
            "badezimmer.health.interval",
            "badezimmer.health.timeout",
            "badezimmer.link.connect-timeout",
            "badezimmer.link.max-message",
            "badezimmer.link.max-queue",
            "badezimmer.link.ping-interval",
            "badezimmer.link.ping-timeout",
            "badezimmer.link.grace",
            "badezimmer.network.allowed",
            "badezimmer.registry.forget-offline-after",
            "badezimmer.registry.max-devices",
            "badezimmer.registry.max-devices-per-source",
            "badezimmer.webui"));

    private Keys() {}

    /** Variables that look like ours and are none of the gateway's: a mistake, or meant for a device beside it. */
    static SortedSet<String> strangers(Map<String, String> environment) {
        Set<String> ours = ALL.stream()
                .map(key -> key.replaceAll("[^a-z]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !ours.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
