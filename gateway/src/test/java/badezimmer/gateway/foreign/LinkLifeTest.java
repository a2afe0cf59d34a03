package badezimmer.gateway.foreign;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Watch;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static badezimmer.gateway.foreign.Gateway.device;
import static badezimmer.gateway.foreign.Gateway.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** The link as the life sign, with pings and the health cycle at work. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class LinkLifeTest {

    @Inject
    DeviceRegistry registry;

    @Test
    void aKilledDeviceIsOfflineAndBackWhenItAnnouncesItself() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Killed").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            lamp.link().crash();
            await().until(() -> "OFFLINE".equals(status(lamp.id())));
            lamp.restart();
            lamp.announce();
            awaitStatus(lamp.id(), "ONLINE");
            assertEquals(lamp.link().port(), device(lamp.id()).get("port"));
        }
    }

    @Test
    void aFrozenDeviceIsOfflineAndTheHealthCycleDoesNotBringItBack() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Frozen").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            lamp.link().freeze();
            awaitStatus(lamp.id(), "OFFLINE");
            try (Watch watch = registry.watchChanges(() -> {})) {
                int accepted = lamp.link().accepted();
                // The cycle's connects and ours are accepted, and prove nothing.
                await().until(() -> lamp.link().accepted() >= accepted + 3);
                lamp.announce();
                assertNull(changeOf(watch, lamp.id()));
            }
            assertEquals("OFFLINE", status(lamp.id()));
            lamp.link().thaw();
            await().until(() -> "ONLINE".equals(status(lamp.id())));
        }
    }

    @Test
    void aDeviceThatClosesAfterEachAnswerStaysOnline() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Closing")) {
            lamp.link().closingAfterEachAnswer();
            lamp.announce();
            awaitStatus(lamp.id(), "ONLINE");
            try (Watch watch = registry.watchChanges(() -> {})) {
                int requests = lamp.link().requests().size();
                await().until(() -> lamp.link().requests().size() >= requests + 3);
                assertNull(changeOf(watch, lamp.id()));
            }
            assertEquals(List.of(), lamp.link().violations());
        }
    }

    @Test
    void aDeviceThatComesBackWithoutAWordIsFoundAgain() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Unplugged").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            int port = lamp.link().port();
            lamp.link().crash();
            awaitStatus(lamp.id(), "OFFLINE");
            lamp.link().listen(port);
            // Without an announcement: by the link's own attempts and the health cycle.
            awaitStatus(lamp.id(), "ONLINE");
        }
    }

    private static DeviceEntry changeOf(Watch watch, String id) {
        for (DeviceEntry entry = watch.nextEntry(); entry != null; entry = watch.nextEntry()) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        return null;
    }
}
