package badezimmer.acceptance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import badezimmer.proto.DeviceStatus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A gateway and the five devices, each a process: what happens when one comes, goes, dies, freezes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BathroomIT {

    private static final Map<String, String> IDS = Map.of(
            "light-lamp", "Light Lamp@_lightlamp._tcp.local.",
            "sink", "Sink@_sink._tcp.local.",
            "toilet", "Toilet@_toilet._tcp.local.",
            "fart-detector", "Fart Detector@_fartdetector._tcp.local.",
            "water-leak", "Water Leak@_waterleak._tcp.local.");

    private final Network network = new Network();
    private final Map<String, Program> devices = new HashMap<>();
    private Program gatewayProgram;
    private Gateway gateway;

    @BeforeAll
    void start() {
        gatewayProgram = network.start("gateway");
        IDS.keySet().forEach(this::startDevice);
        gateway = new Gateway(gatewayProgram.httpPort());
    }

    @AfterAll
    void stop() {
        network.close();
    }

    @Test
    @Order(1)
    void fiveDevicesAreOnline() {
        awaitEverybody();
    }

    @Test
    @Order(2)
    void aDeviceThatLeavesIsGoneAtOnceAndOneThatComesIsListed() {
        long asked = System.nanoTime();
        devices.get("sink").signal("TERM");
        awaitStatus("sink", null);
        Figures.assertWithin("SIGTERM to gone", since(asked), Duration.ofSeconds(1));
        assertEquals(143, devices.get("sink").awaitExit());

        startDevice("sink").awaitOutput("Taking commands on TCP port");
        long serving = System.nanoTime();
        awaitStatus("sink", DeviceStatus.ONLINE_DEVICE_STATUS);
        Figures.assertWithin("ready to serve to listed", since(serving), Duration.ofMillis(1_500));
    }

    @Test
    @Order(3)
    void aKilledDeviceIsOfflineAndBackWhenItIsStartedAgain() {
        long killed = System.nanoTime();
        devices.get("toilet").signal("KILL");
        awaitStatus("toilet", DeviceStatus.OFFLINE_DEVICE_STATUS);
        Figures.assertWithin("kill -9 to OFFLINE", since(killed), Duration.ofSeconds(2));

        startDevice("toilet").awaitOutput("Announced as " + IDS.get("toilet"));
        long announced = System.nanoTime();
        awaitStatus("toilet", DeviceStatus.ONLINE_DEVICE_STATUS);
        Figures.assertWithin("announced again to ONLINE", since(announced), Duration.ofMillis(500));
    }

    @Test
    @Order(4)
    void afterARestartTheGatewayHasEverybodyBack() {
        gatewayProgram.signal("TERM");
        assertEquals(143, gatewayProgram.awaitExit());
        gatewayProgram = network.start("gateway");
        gateway = new Gateway(gatewayProgram.httpPort());
        patiently().until(gateway::isReady);
        long ready = System.nanoTime();
        awaitEverybody();
        Figures.assertWithin("gateway ready to everybody back", since(ready), Duration.ofSeconds(2));
    }

    @Test
    @Order(5)
    void aFrozenDeviceIsOfflineUntilItGoesOn() {
        long frozen = System.nanoTime();
        devices.get("fart-detector").signal("STOP");
        awaitStatus("fart-detector", DeviceStatus.OFFLINE_DEVICE_STATUS);
        Figures.assertWithin("SIGSTOP to OFFLINE", since(frozen), Duration.ofSeconds(25));

        devices.get("fart-detector").signal("CONT");
        awaitStatus("fart-detector", DeviceStatus.ONLINE_DEVICE_STATUS);
    }

    private Program startDevice(String name) {
        Program program = network.start("devices/" + name);
        devices.put(name, program);
        return program;
    }

    private void awaitEverybody() {
        patiently().until(() -> gateway.online().equals(Set.copyOf(IDS.values())));
    }

    private void awaitStatus(String name, DeviceStatus status) {
        patiently().until(() -> gateway.status(IDS.get(name)) == status);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }

    private static Duration since(long moment) {
        return Duration.ofNanos(System.nanoTime() - moment);
    }
}
