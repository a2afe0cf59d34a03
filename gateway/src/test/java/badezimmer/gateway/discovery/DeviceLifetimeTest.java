package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.DiscoveryEvent.Cause;
import badezimmer.proto.TransportProtocol;

import static badezimmer.proto.DeviceStatus.ERROR_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.OFFLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.ONLINE_DEVICE_STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a device stays listed, and who makes room for whom. */
class DeviceLifetimeTest extends KnownDevices {

    @Test
    void aDeviceThatSaidGoodbyeIsRemovedAtTheMomentItsConnectionEnds() {
        announce(lamp(), HOME);
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        assertEquals(1, links.getFirst().pings);
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        links.getFirst().down();
        settle();
        assertTrue(registry.snapshot().devices().isEmpty());
        assertTrue(links.getFirst().closed);
        assertFalse(devices.isAlive(LAMP_NAME));
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
    }

    @Test
    void aGoodbyeThatADeviceOutlivesIsForgotten() {
        announce(lamp(), HOME);
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        steady.advance(Duration.ofSeconds(10));
        links.getFirst().down();
        settle();
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));

        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        announce(lamp(), HOME);
        links.getFirst().down();
        settle();
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
    }

    @Test
    void aGoodbyeOfADeviceThatIsNotConnectedRemovesAtOnce() {
        announce(lamp(), HOME);
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        assertTrue(registry.snapshot().devices().isEmpty());
        announce(lamp(), HOME);
        links.getLast().up();
        links.getLast().faulty();
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        assertTrue(registry.snapshot().devices().isEmpty());
    }

    @Test
    void anAnnouncementThatRanOutMakesADeadDeviceOfflineAndNoMore() {
        announce(lamp(), HOME);
        lost(LAMP_NAME, HOME, Cause.EXPIRED);
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.EXPIRED);
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
    }

    @Test
    void whatDiscoveryGaveUpForOthersIsRemovedUnlessItIsAlive() {
        announce(lamp(), HOME);
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.EVICTED);
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        links.getFirst().down();
        lost(LAMP_NAME, HOME, Cause.EVICTED);
        assertTrue(registry.snapshot().devices().isEmpty());
    }

    @Test
    void anOfflineDeviceStaysListedForAnHour() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().down();
        steady.advance(Duration.ofMinutes(59));
        devices.sweep();
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
        steady.advance(Duration.ofMinutes(1));
        devices.sweep();
        assertTrue(registry.snapshot().devices().isEmpty());
        assertTrue(links.getFirst().closed);
    }

    @Test
    void aClockThatIsSetAgesNobody() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().down();
        clock.advance(Duration.ofHours(3));
        devices.sweep();
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
        clock.advance(Duration.ofHours(-6));
        steady.advance(Duration.ofHours(1));
        devices.sweep();
        assertTrue(registry.snapshot().devices().isEmpty());
    }

    @Test
    void whoIsGoneIsAskedForOftenAtFirstAndLessOftenLater() {
        announce(lamp(), HOME);
        links.getFirst().up();
        assertEquals(Set.of(), devices.missed());
        links.getFirst().down();
        int asked = 0;
        for (int second = 0; second < 1_000; second++) {
            boolean ask = devices.missed().equals(Set.of("_lightlamp._tcp.local."));
            assertTrue(ask || second >= 100);
            asked += ask ? 1 : 0;
            steady.advance(Duration.ofSeconds(1));
        }
        assertTrue(asked > 250 && asked < 350, () -> "not about 300 times");
    }

    @Test
    void whatHasNothingToConnectToIsOfflineAndForgottenLikeTheOthers() {
        announce(service("Mute", List.of(), 0, TransportProtocol.TCP_PROTOCOL, Map.of()), HOME);
        lost("Mute._lightlamp._tcp.local.", HOME, Cause.EXPIRED);
        devices.sweep();
        assertEquals(OFFLINE_DEVICE_STATUS, status("Mute@_lightlamp._tcp.local."));
        steady.advance(Duration.ofHours(1));
        devices.sweep();
        assertTrue(registry.snapshot().devices().isEmpty());
    }

    @Test
    void aFaultyDeviceIsInErrorAndStillAlive() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().faulty();
        assertEquals(ERROR_DEVICE_STATUS, status(LAMP));
        assertTrue(devices.isAlive(LAMP_NAME));
        links.getFirst().up();
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
    }

    @Test
    void aSourceThatAnnouncesTooMuchLosesItsOldestButNoneThatLives() {
        for (int i = 1; i <= 5; i++) {
            announce(lamp("Lamp " + i, 4_000 + i), HOME);
            links.getLast().down();
        }
        links.getFirst().up();
        announce(lamp("Lamp 6", 4_006), HOME);
        assertEquals(List.of("Lamp 1", "Lamp 3", "Lamp 4", "Lamp 5", "Lamp 6"), names());
        announce(lamp().named("Elsewhere"), OTHER);
        assertEquals(6, registry.snapshot().devices().size());
    }

    @Test
    void aNewDeviceIsRefusedWhereAllOthersLive() {
        for (int i = 1; i <= 5; i++) {
            announce(lamp("Lamp " + i, 4_000 + i), HOME);
            links.getLast().up();
        }
        announce(lamp("Lamp 6", 4_006), HOME);
        assertEquals(5, registry.snapshot().devices().size());
        assertEquals(1, meters.counter("badezimmer.registry.refused").count());
    }

    @Test
    void inAFullRegistryTheSourceWithTheMostMakesRoom() {
        for (int i = 0; i < 20; i++) {
            String source = i < 5 ? HOME : "192.168.7." + (100 + i / 4);
            announce(lamp("Lamp %02d".formatted(i), 4_000 + i), source);
            links.getLast().down();
        }
        announce(lamp().named("Newest"), OTHER);
        assertEquals(20, registry.snapshot().devices().size());
        assertFalse(names().contains("Lamp 00"));
        assertTrue(names().contains("Newest"));
    }

    @Test
    void amongVeryManyAnAddressHasAFewThatWereNeverReached() {
        Devices many = devices(new Devices.Limits(1_000, 32, Duration.ofHours(1)));
        for (int i = 0; i < 8 * 32; i++) {
            String source = "192.168.7." + (100 + i / 32);
            many.on(new Announced(lamp("Made Up " + i, 4_000 + i), InetAddress.ofLiteral(source)));
        }
        for (int i = 1; i <= 3; i++) {
            many.on(new Announced(lamp("Newcomer " + i, 4_000 + i), InetAddress.ofLiteral(OTHER)));
        }
        assertTrue(names().containsAll(List.of("Newcomer 1", "Newcomer 2")), () -> "not two of those: " + names());
        assertFalse(names().contains("Newcomer 3"));
        assertEquals(1, meters.counter("badezimmer.registry.refused").count());
        links.getLast().up();
        many.on(new Announced(lamp("Newcomer 3", 4_003), InetAddress.ofLiteral(OTHER)));
        assertTrue(names().contains("Newcomer 3"));
    }
}
