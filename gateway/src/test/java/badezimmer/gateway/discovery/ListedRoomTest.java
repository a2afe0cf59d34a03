package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.Service;
import badezimmer.discovery.Shares;
import badezimmer.discovery.Shares.Limit;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.proto.TransportProtocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How much is listed of what one address, and all of them, announce; and who is told at a limit. */
class ListedRoomTest extends KnownDevices {

    private static final String PER_SOURCE = "badezimmer.registry.max-devices-per-source";

    @Test
    void whatSixtyHostsMakeUpFitsTheBudgetAndLeavesTheDevicesOfTheHouse() {
        Devices many = devices(new Devices.Limits(8_192, 64, Duration.ofHours(1)));
        many.on(announced(lamp(HOME), HOME));
        links.getFirst().up();
        for (int device = 0; device < 60; device++) {
            for (int host = 100; host < 160; host++) {
                String source = "192.168.7." + host;
                many.on(announced(madeUp("Made up " + host + " ", device), source));
                links.getLast().down();
            }
        }
        long bytes = many.all().stream()
                .mapToLong(device -> device.service().bytes())
                .sum();
        assertTrue(bytes <= Shares.bytesFor(8_192), bytes + " bytes");
        assertEquals(many.all().size(), registry.snapshot().devices().size());
        assertTrue(registry.snapshot().find(LAMP).isPresent());
        assertTrue(many.reached().text().orElse("").contains("badezimmer.registry.max-devices"));
    }

    @Test
    void aDeviceGrowsOnlyIntoRoom() {
        Devices one = devices(new Devices.Limits(1, 1, Duration.ofHours(1)));
        one.on(announced(lamp(HOME), HOME));
        for (int size = 100_000; size <= 2_000_000; size += 100_000) {
            one.on(announced(lamp(HOME).with(Map.of("text", "x".repeat(size))), HOME));
        }
        assertTrue(registry.snapshot().devices().stream()
                        .map(DeviceEntry::device)
                        .mapToInt(device -> device.getSerializedSize())
                        .sum()
                <= 1 << 20);
    }

    @Test
    void theOperatorIsToldOnceAMinuteAndForAsLongAsItGoesOn() {
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger(Reached.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            for (int second = 0; second < 150; second++) {
                for (int device = 0; device < 7; device++) {
                    announce(madeUp("Lamp ", device), OTHER);
                    links.forEach(FakeLink::up);
                }
                steady.advance(Duration.ofSeconds(1));
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(3, warnings.size(), warnings::toString);
        for (String part : List.of(OTHER, " 5 ", PER_SOURCE)) {
            assertTrue(warnings.getFirst().contains(part), warnings.getFirst());
        }
        assertEquals(5, registry.snapshot().devices().size());
        assertTrue(devices.reached().text().orElse("").contains(PER_SOURCE));
        steady.advance(Duration.ofMinutes(3));
        assertTrue(devices.reached().text().isEmpty());
    }

    @Test
    void whatTheCacheDropsIsToldToo() {
        devices.on(new DiscoveryEvent.LimitReached(Limit.ENTRIES, InetAddress.ofLiteral(OTHER)));
        String text = devices.reached().text().orElse("");
        assertTrue(text.contains(OTHER) && text.contains("badezimmer.registry.max-devices"), text);
    }

    private static DiscoveryEvent.Announced announced(Service service, String source) {
        return new DiscoveryEvent.Announced(service, InetAddress.ofLiteral(source));
    }

    private static Service madeUp(String name, int number) {
        return service(
                name + number,
                List.of(),
                4_000 + number,
                TransportProtocol.TCP_PROTOCOL,
                Map.of("text", "x".repeat(3_900)));
    }
}
