package badezimmer.gateway.health;

import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import badezimmer.gateway.discovery.Discovery;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.DeviceStatus;

/** Ready when devices can be heard: the multicast group is joined on an interface. Lists the devices beside. */
@Readiness
@Singleton
class NetworkReady implements HealthCheck {

    private static final int LISTED = 256;

    private final Discovery discovery;
    private final DeviceRegistry registry;

    NetworkReady(Discovery discovery, DeviceRegistry registry) {
        this.discovery = discovery;
        this.registry = registry;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> interfaces = discovery.transport().joinedInterfaces();
        List<DeviceEntry> devices = registry.snapshot().devices();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("discovery")
                .status(!interfaces.isEmpty())
                .withData("interfaces", String.join(", ", interfaces))
                .withData("devices", devices.size());
        discovery.devices().reached().text().ifPresent(text -> response.withData("limit", text));
        devices.stream()
                .sorted(Comparator.comparing(NetworkReady::isOffline))
                .limit(LISTED)
                .forEach(entry ->
                        response.withData(entry.id(), entry.device().getStatus().name()));
        return response.build();
    }

    /** Those that are there come first: any number of others may be made up. */
    private static boolean isOffline(DeviceEntry entry) {
        return entry.device().getStatus() != DeviceStatus.ONLINE_DEVICE_STATUS;
    }
}
