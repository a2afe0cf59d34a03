package badezimmer.gateway.config;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.eclipse.microprofile.config.ConfigProvider;

import badezimmer.discovery.Check;
import badezimmer.discovery.DiscoverySettings;
import badezimmer.gateway.discovery.Devices;
import badezimmer.gateway.link.LinkSettings;
import badezimmer.gateway.link.Subnet;

/** The configuration in the words of those who use it, every value in its range. */
@Singleton
public class CheckedConfig {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final DiscoverySettings discovery;
    private final LinkSettings link;
    private final Devices.Limits devices;
    private final List<Subnet> allowed;
    private final Duration commandTimeout;
    private final Duration healthInterval;
    private final Duration healthTimeout;

    public CheckedConfig(GatewayConfig config) {
        try {
            this.discovery = discovery(config);
            this.link = link(config.link());
            this.devices = devices(config.registry());
            this.allowed = config.network().allowed().orElse(List.of()).stream()
                    .map(CheckedConfig::subnet)
                    .toList();
            this.commandTimeout =
                    within("badezimmer.command.timeout", config.command().timeout(), MILLISECOND, MINUTE);
            this.healthTimeout =
                    within("badezimmer.health.timeout", config.health().timeout(), MILLISECOND, MINUTE);
            this.healthInterval =
                    within("badezimmer.health.interval", config.health().interval(), Duration.ofSeconds(1), DAY);
            Check.httpPort(ConfigProvider.getConfig().getOptionalValue("quarkus.http.port", Integer.class));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
        Keys.strangers(System.getenv())
                .forEach(name ->
                        Log.warnf("%s is set, but is no variable of the gateway; it changes nothing here", name));
    }

    public DiscoverySettings discovery() {
        return discovery;
    }

    public LinkSettings link() {
        return link;
    }

    public Devices.Limits devices() {
        return devices;
    }

    /** Where the gateway may connect to besides its own subnets. */
    public List<Subnet> allowed() {
        return allowed;
    }

    public Duration commandTimeout() {
        return commandTimeout;
    }

    public Duration healthInterval() {
        return healthInterval;
    }

    public Duration healthTimeout() {
        return healthTimeout;
    }

    private static DiscoverySettings discovery(GatewayConfig config) {
        GatewayConfig.Discovery discovery = config.discovery();
        GatewayConfig.Limits limits = discovery.limits();
        GatewayConfig.Registry registry = config.registry();
        // Whoever may announce so many devices may speak of each of them once a second.
        int sourceRate = Math.max(limits.sourceRate(), registry.maxDevicesPerSource());
        return new DiscoverySettings(
                discovery.group(),
                discovery.port(),
                discovery.interfaces().orElse(List.of()),
                DiscoverySettings.defaults().probeInterval(),
                new DiscoverySettings.Limits(
                        limits.records(),
                        limits.properties(),
                        limits.textBytes(),
                        sourceRate,
                        Math.max(limits.totalRate(), sourceRate),
                        DiscoverySettings.Limits.defaults().sendRate(),
                        maxDevices(registry),
                        registry.maxDevicesPerSource()));
    }

    private static LinkSettings link(GatewayConfig.Link link) {
        positive("badezimmer.link.max-queue", link.maxQueue());
        Check.that(
                link.maxMessage() >= 1_024 && link.maxMessage() <= 16 * 1_024 * 1_024,
                "badezimmer.link.max-message",
                link.maxMessage(),
                "1024 to 16777216 (bytes)");
        return new LinkSettings(
                within("badezimmer.link.connect-timeout", link.connectTimeout(), MILLISECOND, MINUTE),
                within("badezimmer.link.ping-interval", link.pingInterval(), MILLISECOND, DAY),
                within("badezimmer.link.ping-timeout", link.pingTimeout(), MILLISECOND, MINUTE),
                within("badezimmer.link.grace", link.grace(), MILLISECOND, MINUTE),
                link.maxMessage(),
                link.maxQueue());
    }

    private static Devices.Limits devices(GatewayConfig.Registry registry) {
        positive("badezimmer.registry.max-devices", registry.maxDevices());
        positive("badezimmer.registry.max-devices-per-source", registry.maxDevicesPerSource());
        Duration forget = within(
                "badezimmer.registry.forget-offline-after",
                registry.forgetOfflineAfter(),
                MILLISECOND,
                DAY.multipliedBy(365));
        return new Devices.Limits(maxDevices(registry), registry.maxDevicesPerSource(), forget);
    }

    private static int maxDevices(GatewayConfig.Registry registry) {
        return Math.max(registry.maxDevices(), registry.maxDevicesPerSource());
    }

    private static Subnet subnet(String cidr) {
        try {
            return Subnet.parse(cidr.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("badezimmer.network.allowed is " + cidr
                    + ", allowed are addresses and CIDRs, comma-separated, e.g. 192.168.7.0/24");
        }
    }

    private static Duration within(String key, Duration value, Duration least, Duration most) {
        Check.that(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                key,
                Durations.text(value),
                Durations.text(least) + " to " + Durations.text(most));
        return value;
    }

    private static void positive(String key, int value) {
        Check.that(value >= 1, key, value, "1 or more");
    }
}
