package badezimmer.swarm;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.Announcement;
import badezimmer.device.testing.Loopback;
import badezimmer.device.testing.Neighbor;
import badezimmer.device.testing.RawLink;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Fifty devices of every kind, as somebody beside them on the network sees them. */
@QuarkusTest
@WithTestResource(
        value = Loopback.class,
        initArgs = {
            @ResourceArg(name = "badezimmer.swarm.devices", value = "50"),
            @ResourceArg(name = "badezimmer.swarm.update-interval", value = "2s"),
            @ResourceArg(name = "badezimmer.swarm.churn", value = "60")
        })
class SwarmTest {

    private static final String SINK = "_sink._tcp.local.";

    Neighbor neighbor;

    @BeforeEach
    void everybodyIsThere() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        await().until(() -> last().size() == 50);
    }

    @Test
    void eachHasANameAPortAndAKindOfItsOwn() {
        Map<String, Announcement> devices = last();
        Set<Integer> ports = new HashSet<>();
        devices.values().forEach(device -> ports.add(device.port()));
        assertEquals(50, ports.size());
        Map<String, Long> byType =
                devices.values().stream().collect(Collectors.groupingBy(Announcement::type, Collectors.counting()));
        assertEquals(Set.of(10L), new HashSet<>(byType.values()));
        assertEquals(5, byType.size());
    }

    @Test
    void aCommandChangesTheDeviceThatItWasSentToAndNoOther() throws IOException {
        await().untilAsserted(() -> {
            Announcement three = last().get("Sink 3@" + SINK);
            Announcement four = last().get("Sink 4@" + SINK);
            boolean before = isOn(three);
            try (RawLink link = new RawLink(three.port())) {
                link.ask(BadezimmerRequest.newBuilder()
                        .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder()
                                .setSinkAction(SinkActionRequest.newBuilder().setTurnOn(!before)))
                        .build());
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> isOn(last().get("Sink 3@" + SINK)) == !before);
            assertEquals(isOn(four), isOn(last().get("Sink 4@" + SINK)));
        });
    }

    @Test
    void lampsChangeByThemselves() {
        Map<String, Set<String>> seen = new HashMap<>();
        await().until(() -> {
            last().forEach((id, device) -> {
                if (device.text().containsKey("brightness")) {
                    seen.computeIfAbsent(id, _ -> new HashSet<>())
                            .add(device.text().get("brightness"));
                }
            });
            return seen.size() == 10 && seen.values().stream().allMatch(values -> values.size() >= 3);
        });
    }

    @Test
    void devicesGoAndComeBack() {
        Set<String> gone = new HashSet<>();
        await().until(() -> {
            last().forEach((id, device) -> {
                if (device.ttl() == 0) {
                    gone.add(id);
                }
            });
            return gone.stream().anyMatch(id -> last().get(id).ttl() > 0);
        });
    }

    private static boolean isOn(Announcement sink) {
        return Boolean.parseBoolean(sink.text().get("is_on"));
    }

    /** What each device said last, by its id. */
    private Map<String, Announcement> last() {
        Map<String, Announcement> last = new HashMap<>();
        neighbor.heard().stream()
                .flatMap(message -> Announcement.of(message).stream())
                .forEach(said -> last.put(said.instance() + "@" + said.type(), said));
        return last;
    }
}
