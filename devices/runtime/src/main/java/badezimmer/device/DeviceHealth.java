package badezimmer.device;

import java.util.List;

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

    private final LinkServer link;
    private final Presence presence;

    DeviceHealth(LinkServer link, Presence presence) {
        this.link = link;
        this.presence = presence;
    }

    @Produces
    @Liveness
    HealthCheck listening() {
        return () ->
                HealthCheckResponse.named("link").status(link.isListening()).build();
    }

    @Produces
    @Readiness
    HealthCheck reachable() {
        return () -> {
            List<String> interfaces = presence.interfaces();
            return HealthCheckResponse.named("discovery")
                    .status(presence.isAnnounced() && !interfaces.isEmpty())
                    .withData("id", presence.id())
                    .withData("interfaces", String.join(",", interfaces))
                    .build();
        };
    }

    @Produces
    @Startup
    HealthCheck named() {
        return () -> HealthCheckResponse.named("announced")
                .status(presence.isAnnounced())
                .build();
    }
}
