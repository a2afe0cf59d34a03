package badezimmer.device;

import java.util.List;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether the device works (alive), can be found and commanded (ready), and has a name (started). */
@ApplicationScoped
class DeviceHealth {

    private static final int ENOUGH_PERCENT = 90;

    private final DeviceHost host;

    DeviceHealth(DeviceHost host) {
        this.host = host;
    }

    @Produces
    @Liveness
    HealthCheck listening() {
        return () -> HealthCheckResponse.named("link")
                .status(enough(Resident::isListening))
                .build();
    }

    @Produces
    @Readiness
    HealthCheck reachable() {
        return () -> {
            List<String> interfaces = host.interfaces();
            List<Resident> present = host.present();
            return HealthCheckResponse.named("discovery")
                    .status(enough(Resident::isAnnounced) && !interfaces.isEmpty())
                    .withData("id", present.isEmpty() ? "" : present.getFirst().id())
                    .withData("devices", present.size())
                    .withData("interfaces", String.join(",", interfaces))
                    .build();
        };
    }

    @Produces
    @Startup
    HealthCheck named() {
        return () -> HealthCheckResponse.named("announced")
                .status(enough(Resident::isAnnounced))
                .build();
    }

    /** The only device, or of many so many that some may come and go. */
    private boolean enough(Predicate<Resident> which) {
        List<Resident> present = host.present();
        long good = present.stream().filter(which).count();
        return good > 0 && good * 100 >= (long) present.size() * ENOUGH_PERCENT;
    }
}
