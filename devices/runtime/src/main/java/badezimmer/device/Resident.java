package badezimmer.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.vertx.core.Future;

import badezimmer.discovery.Service;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.TransportProtocol;

/** One device at work in this process: its link, its readings and its presence in the network. Thread-safe. */
public final class Resident {

    /** What the TXT entry {@code v} says: absent command fields keep their value. */
    private static final int VERSION = 2;

    private static final String BY_HAND = "somebody at the device";

    private final Device device;
    private final String name;
    private final SerialDevice serial;
    private final LinkServer link;
    private final Readings readings;
    private final Presence presence;
    private final Supplier<Duration> ttl;
    private volatile boolean here;

    Resident(
            Device device,
            String name,
            SerialDevice serial,
            LinkServer link,
            Readings readings,
            Presence presence,
            Supplier<Duration> ttl) {
        this.device = device;
        this.name = name;
        this.serial = serial;
        this.link = link;
        this.readings = readings;
        this.presence = presence;
        this.ttl = ttl;
    }

    /**
     * Binds the link first, so that nothing announced is ever refused, and then starts to probe for the name. Where that
     * fails everything is as before, and it may be tried again.
     */
    public Future<Void> appear() {
        here = true;
        return link.listen(readings::refresh)
                .onSuccess(port -> Log.infof("Taking commands on TCP port %d", port))
                .compose(port -> readings.first().map(properties -> service(port, properties)))
                .map(service -> {
                    presence.appear(service);
                    readings.start(presence::show);
                    return (Void) null;
                })
                .recover(failure -> {
                    here = false;
                    return link.close().transform(_ -> Future.failedFuture(failure));
                });
    }

    /** Says goodbye, then closes the link; it may {@link #appear} again. */
    public Future<Void> leave() {
        here = false;
        readings.stop();
        return presence.leave().transform(_ -> link.close());
    }

    /** Does what somebody asks for who stands before the device: as if it came by the link. */
    public Future<BadezimmerResponse> operate(BadezimmerRequest request) {
        return serial.answer(request.toByteArray(), BY_HAND).onSuccess(_ -> readings.refresh());
    }

    /** What it is. */
    public Device device() {
        return device;
    }

    /** Whether the network knows it under the name that it now has. */
    public boolean isAnnounced() {
        return presence.isAnnounced();
    }

    /** Its id at a gateway, or empty while it is looking for a name. */
    public String id() {
        return presence.id();
    }

    /** Whether it has appeared and not left. */
    boolean isHere() {
        return here;
    }

    boolean isListening() {
        return link.isListening();
    }

    int connections() {
        return link.connections();
    }

    void announceAgain() {
        presence.announceAgain();
    }

    void stopReading() {
        readings.stop();
    }

    Future<Void> closeLink() {
        return link.close();
    }

    private Service service(int port, Map<String, String> properties) {
        Identity identity = device.identity();
        return new Service(
                name,
                identity.type(),
                List.of(),
                port,
                TransportProtocol.TCP_PROTOCOL,
                device instanceof Actuator ? DeviceKind.ACTUATOR_KIND : DeviceKind.SENSOR_KIND,
                identity.category(),
                VERSION,
                properties,
                ttl.get());
    }
}
