package badezimmer.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How soon what a device says is everywhere. A device made by hand tells to the microsecond when it said it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatencyIT {

    private static final int SAMPLES = 200;
    private static final Duration MEDIAN = Duration.ofMillis(10);
    private static final Duration P99 = Duration.ofMillis(50);
    /** Between two samples: a source may send 50 datagrams a second. */
    private static final Duration PACE = Duration.ofMillis(40);

    private final Network network = new Network();
    private Gateway gateway;
    private HandmadeDevice device;

    @BeforeAll
    void start() {
        gateway = new Gateway(network.start("gateway").httpPort());
        device = new HandmadeDevice(network.discoveryPort());
        // The first of everything is slow: classes are loaded, code is compiled.
        for (int i = 0; i < 30; i++) {
            device.announce("Warm-up", Map.of("n", Integer.toString(i)));
            pace();
            gateway.rest();
        }
        device.sayGoodbye("Warm-up");
    }

    @AfterAll
    void stop() {
        device.close();
        network.close();
    }

    @Test
    void aChangedPropertyIsSoonInTheList() {
        Figures list = new Figures("property change to GET /devices");
        for (int i = 0; i < SAMPLES; i++) {
            String shown = "\"n\":\"" + i + "\"";
            long said = System.nanoTime();
            device.announce("Listed", Map.of("n", Integer.toString(i)));
            while (!gateway.rest().contains(shown)) {
                Thread.onSpinWait();
            }
            list.add(Duration.ofNanos(System.nanoTime() - said));
            pace();
        }
        list.assertWithin(MEDIAN, P99);
    }

    @Test
    void aChangedPropertyIsSoonWithEveryWatcher() {
        Figures grpc = new Figures("property change to WatchDevices");
        Figures sse = new Figures("property change to /devices/events");
        try (Watch byGrpc = Watch.grpc(gateway);
                Watch byEvents = Watch.sse(gateway)) {
            for (int i = 0; i < SAMPLES; i++) {
                String n = Integer.toString(i);
                long said = System.nanoTime();
                device.announce("Watched", Map.of("n", n));
                String shown = Watch.shown(HandmadeDevice.id("Watched"), n);
                grpc.add(Duration.ofNanos(byGrpc.when(shown) - said));
                sse.add(Duration.ofNanos(byEvents.when(shown) - said));
                pace();
            }
        }
        grpc.assertWithin(MEDIAN, P99);
        sse.assertWithin(MEDIAN, P99);
    }

    @Test
    void aNewDeviceIsSoonListedAndAfterItsGoodbyeSoonGone() {
        Figures listed = new Figures("announcement to listed");
        Figures gone = new Figures("goodbye to gone");
        try (Watch watch = Watch.grpc(gateway)) {
            for (int i = 0; i < SAMPLES / 2; i++) {
                String name = "New " + i;
                long said = System.nanoTime();
                device.announce(name, Map.of("n", "new"));
                listed.add(Duration.ofNanos(watch.when(Watch.shown(HandmadeDevice.id(name), "new")) - said));
                pace();
                said = System.nanoTime();
                device.sayGoodbye(name);
                gone.add(Duration.ofNanos(watch.when(Watch.gone(HandmadeDevice.id(name))) - said));
                pace();
            }
        }
        listed.assertWithin(MEDIAN, P99);
        gone.assertWithin(Duration.ofMillis(10), P99);
    }

    private static void pace() {
        LockSupport.parkNanos(PACE.toNanos());
    }
}
