package badezimmer.device.testing;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What WIRE promises of every device, checked from outside. */
public abstract class DeviceContract extends LinkContract {

    @Test
    void announcesWhatItIs() {
        Announcement announced = announced();

        assertEquals(instance(), announced.instance());
        assertEquals(60, announced.ttl());
        assertEquals(kind(), announced.text().get("kind"));
        assertEquals(category(), announced.text().get("category"));
        assertEquals("2", announced.text().get("v"));
        assertEquals(List.of("127.0.0.1"), announced.addresses());
    }

    @Test
    void answersAQueryOfAnExistingNode() throws IOException {
        long before = neighbor.heard().stream()
                .filter(message -> message.hasQueryResponse())
                .count();

        neighbor.ask("_services._dns-sd._udp.local");

        await().until(() -> neighbor.heard().stream()
                        .filter(message -> message.hasQueryResponse())
                        .count()
                > before);
    }

    @Test
    void healthTellsTheId() {
        HttpResponse<String> ready = get("/q/health/ready");

        assertEquals(200, ready.statusCode());
        assertTrue(ready.body().contains("\"id\": \"" + instance() + "@" + type() + "\""), ready.body());
        assertEquals(200, get("/q/health/live").statusCode());
        assertEquals(200, get("/q/health/started").statusCode());
    }

    @Test
    void everyAnswerSaysWhoGivesIt() throws IOException {
        try (RawLink link = link()) {
            assertEquals(id(), link.ask(PING).getDeviceId());
        }
        assertEquals(id(), command(SendActuatorCommandRequest.newBuilder()).getDeviceId());
    }

    @Test
    void aCommandForAnotherDeviceIsNotCarriedOut() throws IOException {
        BadezimmerResponse answer = command(SendActuatorCommandRequest.newBuilder()
                .setDeviceId("Another@" + type())
                .setLightAction(LightLampActionRequest.newBuilder().setTurnOn(true))
                .setSinkAction(SinkActionRequest.newBuilder().setTurnOn(true)));

        assertEquals(id(), answer.getDeviceId());
        if (kind().equals("ACTUATOR_KIND")) {
            assertEquals("device_id", answer.getError().getMetadataOrThrow("field"));
        }
    }

    @Test
    void metricsTellOfLinkAndDiscovery() throws IOException {
        try (RawLink link = link()) {
            assertPong(link.ask(PING));
            await().until(() -> metric("badezimmer_link_connections") == 1);
        }
        assertTrue(metric("badezimmer_discovery_datagrams_total{direction=\"sent\"}") > 0);
        assertEquals(0, metric("badezimmer_discovery_dropped_total{reason=\"malformed\"}"));
        assertEquals(1, metric("badezimmer_discovery_interfaces"));
        assertFalse(get("/q/metrics").body().contains("remote_address"), "no peer has a series of its own");
    }
}
