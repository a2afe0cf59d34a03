package badezimmer.gateway.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.Service;
import badezimmer.proto.Color;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.TransportProtocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LampMemoryTest {

    private static final Instant ANNOUNCED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Map<String, String> SHOWN = Map.of("is_on", "true", "brightness", "70", "color", "0xFF5733");

    private final LampMemory memory = new LampMemory();

    @Test
    void completesWithWhatTheLampAnnounced() {
        assertEquals(action(true, 30, 0xFF5733), complete(brightness(30), lamp(1, SHOWN), ANNOUNCED));
        assertEquals(action(false, 70, 0xFF5733), complete(turn(false), lamp(1, SHOWN), ANNOUNCED));
    }

    @Test
    void readsAColorThatIsADecimalString() {
        Service lamp = lamp(1, Map.of("is_on", "true", "brightness", "70", "color", "16729907"));
        assertEquals(action(true, 30, 16729907), complete(brightness(30), lamp, ANNOUNCED));
    }

    @Test
    void leavesOutWhatItCanNotRead() {
        Service lamp = lamp(1, Map.of("brightness", "bright", "color", "-5"));
        assertEquals(brightness(30), complete(brightness(30), lamp, ANNOUNCED));
    }

    @Test
    void sendsALampOfVersion2WhatWasAskedFor() {
        assertEquals(brightness(30), complete(brightness(30), lamp(2, SHOWN), ANNOUNCED));
    }

    @Test
    void completesWithWhatTheLampWasToldSinceItAnnounced() {
        Service lamp = lamp(1, SHOWN);
        memory.carriedOut(action(true, 30, 0x0000FF), lamp, ANNOUNCED.plusSeconds(5));
        assertEquals(action(false, 30, 0x0000FF), complete(turn(false), lamp, ANNOUNCED));
    }

    @Test
    void doesNotTrustWhatTheLampAnnouncesInTheMiddleOfAChange() {
        Service lamp = lamp(1, SHOWN);
        memory.carriedOut(action(true, 30, 0x0000FF), lamp, ANNOUNCED);
        assertEquals(action(false, 30, 0x0000FF), complete(turn(false), lamp, ANNOUNCED.plusMillis(100)));
        assertEquals(action(false, 70, 0xFF5733), complete(turn(false), lamp, ANNOUNCED.plusMillis(600)));
    }

    private LightLampActionRequest complete(LightLampActionRequest action, Service lamp, Instant announcedAt) {
        return memory.complete(action, lamp, announcedAt);
    }

    private static Service lamp(int version, Map<String, String> properties) {
        return new Service(
                "Light Lamp",
                "_lightlamp._tcp.local.",
                List.of(),
                4000,
                TransportProtocol.TCP_PROTOCOL,
                DeviceKind.ACTUATOR_KIND,
                DeviceCategory.LIGHT_LAMP,
                version,
                properties,
                Duration.ofSeconds(60));
    }

    private static LightLampActionRequest turn(boolean on) {
        return LightLampActionRequest.newBuilder().setTurnOn(on).build();
    }

    private static LightLampActionRequest brightness(int brightness) {
        return LightLampActionRequest.newBuilder().setBrightness(brightness).build();
    }

    private static LightLampActionRequest action(boolean on, int brightness, int color) {
        return LightLampActionRequest.newBuilder()
                .setTurnOn(on)
                .setBrightness(brightness)
                .setColor(Color.newBuilder().setValue(color))
                .build();
    }
}
