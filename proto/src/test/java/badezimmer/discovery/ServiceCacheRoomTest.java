package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who makes room in the cache, and for whom. */
class ServiceCacheRoomTest {

    private static final Inet4Address HERE = SimulatedNetwork.address(0, 1);
    private static final Inet4Address ELSEWHERE = SimulatedNetwork.address(0, 2);

    private final Set<String> alive = new HashSet<>();
    private final ToldByCache told = new ToldByCache();
    private final List<DiscoveryEvent> events = told.events;
    private final List<Drop> drops = told.drops;
    private ServiceCache cache = cache(DiscoverySettings.Limits.defaults());

    @Test
    void aSourceAtItsCapLosesItsOldest() {
        cache = cache(limits(100, 3));
        for (int i = 0; i < 4; i++) {
            hear(Lamps.lamp("Lamp" + i, 1), HERE, i);
        }
        assertEquals(new DiscoveryEvent.Lost("Lamp0." + Lamps.TYPE, HERE, DiscoveryEvent.Cause.EVICTED), events.get(3));
        assertEquals(List.of(Drop.EVICTED), drops);
    }

    @Test
    void whatIsAliveIsNeverEvicted() {
        cache = cache(limits(100, 2));
        alive.add("Lamp0." + Lamps.TYPE);
        hear(Lamps.lamp("Lamp0", 1), HERE, 0);
        hear(Lamps.lamp("Lamp1", 1), HERE, 1);
        hear(Lamps.lamp("Lamp2", 1), HERE, 2);
        assertTrue(cache.knows("Lamp0." + Lamps.TYPE));
        assertFalse(cache.knows("Lamp1." + Lamps.TYPE));
        alive.add("Lamp2." + Lamps.TYPE);
        hear(Lamps.lamp("Lamp3", 1), HERE, 3);
        assertFalse(cache.knows("Lamp3." + Lamps.TYPE));
        assertEquals(Drop.CACHE_FULL, drops.getLast());
    }

    @Test
    void atTheOverallCapTheSourceWithTheMostLosesItsOldest() {
        cache = cache(limits(4, 10));
        hear(Lamps.lamp("Quiet", 1), ELSEWHERE, 0);
        for (int i = 0; i < 3; i++) {
            hear(Lamps.lamp("Loud" + i, 1), HERE, 1 + i);
        }
        hear(Lamps.lamp("New", 1), SimulatedNetwork.address(0, 3), 10);
        assertTrue(cache.knows("Quiet." + Lamps.TYPE));
        assertFalse(cache.knows("Loud0." + Lamps.TYPE));
        assertTrue(cache.knows("New." + Lamps.TYPE));
    }

    @Test
    void whatSixtyHostsMakeUpFitsTheBudgetAndLeavesTheDevicesOfTheHouse() {
        hear(Lamps.lamp("House", 1), ELSEWHERE, 0);
        alive.add("House." + Lamps.TYPE);
        hear(Lamps.lamp("Offline", 1), ELSEWHERE, 0);
        String most = "x".repeat(3_900);
        Map<Held, Integer> held = new HashMap<>();
        for (int service = 0; service < 60; service++) {
            for (int host = 10; host < 70; host++) {
                hear(
                        Lamps.lamp("Made up " + host + " " + service, 1).with(Map.of("text", most)),
                        SimulatedNetwork.address(0, host),
                        1);
            }
        }
        for (DiscoveryEvent event : events) {
            switch (event) {
                case DiscoveryEvent.Announced(Service service, InetAddress source) ->
                    held.put(new Held(service.fullName(), source), service.bytes());
                case DiscoveryEvent.Lost(String name, InetAddress source, DiscoveryEvent.Cause _) ->
                    held.remove(new Held(name, source));
                default -> {}
            }
        }
        long bytes = held.values().stream().mapToLong(Integer::longValue).sum();
        assertTrue(bytes <= 8 << 20, bytes + " bytes");
        assertTrue(bytes > 7 << 20, bytes + " bytes");
        assertTrue(cache.knows("House." + Lamps.TYPE));
        assertTrue(cache.knows("Offline." + Lamps.TYPE));
        assertEquals(Set.of(Shares.Limit.BYTES), Set.copyOf(told.limits));
    }

    @Test
    void whatOthersSayOfALivingDeviceMakesRoom() {
        cache = cache(limits(100, 2));
        alive.add(Lamps.lamp(1).fullName());
        hear(Lamps.lamp(1), HERE, 0);
        hear(Lamps.lamp(1), ELSEWHERE, 1);
        hear(Lamps.lamp("Second", 1), ELSEWHERE, 2);
        hear(Lamps.lamp("Third", 1), ELSEWHERE, 3);
        assertEquals(
                new DiscoveryEvent.Lost(Lamps.lamp(1).fullName(), ELSEWHERE, DiscoveryEvent.Cause.EVICTED),
                events.get(3));
        assertTrue(cache.knows("Third." + Lamps.TYPE));
    }

    private record Held(String name, InetAddress source) {}

    private ServiceCache cache(DiscoverySettings.Limits limits) {
        return new ServiceCache(limits, alive::contains, told);
    }

    private static DiscoverySettings.Limits limits(int services, int servicesPerSource) {
        return new DiscoverySettings.Limits(64, 32, 4_096, 50, 2_000, 20, services, servicesPerSource);
    }

    private void hear(Service service, Inet4Address source, long now) {
        cache.hear(ServiceCacheTest.heard(service, service.ttl(), false), source, now);
    }
}
