package badezimmer.gateway.metrics;

import java.time.Duration;
import java.util.Locale;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import badezimmer.proto.ErrorCode;

/** Counts what happens. Any thread. */
@Singleton
public class GatewayMeters {

    private final MeterRegistry meters;
    private final Counter conflicts;
    private final Counter refused;
    private final Counter linksOpened;
    private final Counter linkFaults;
    private final Timer done;

    public GatewayMeters(MeterRegistry meters) {
        this.meters = meters;
        this.conflicts = Counter.builder("badezimmer.registry.conflicts")
                .description("Announcements of a name that another device holds")
                .register(meters);
        this.refused = Counter.builder("badezimmer.registry.refused")
                .description("Announcements of new devices for which there was no room")
                .register(meters);
        this.linksOpened = Counter.builder("badezimmer.link.connections")
                .description("Connections opened to devices, first ones and later ones")
                .register(meters);
        this.linkFaults = Counter.builder("badezimmer.link.faults")
                .description("Answers of devices that are none")
                .register(meters);
        this.done = commands("done");
    }

    /** Somebody announced a name that another device holds. */
    public void conflict() {
        conflicts.increment();
    }

    /** A new device found no room in the registry. */
    public void refused() {
        refused.increment();
    }

    /** A connection to a device was opened. */
    public void linkOpened() {
        linksOpened.increment();
    }

    /** A device answered something that is no answer. */
    public void linkFault() {
        linkFaults.increment();
    }

    /** A command was carried out. */
    public void commandDone(Duration took) {
        done.record(took);
    }

    /** A command failed. */
    public void commandFailed(ErrorCode code, Duration took) {
        commands(code.name().toLowerCase(Locale.ROOT)).record(took);
    }

    private Timer commands(String outcome) {
        return Timer.builder("badezimmer.commands")
                .description("Commands to devices by outcome, from request to answer")
                .tag("outcome", outcome)
                .register(meters);
    }
}
