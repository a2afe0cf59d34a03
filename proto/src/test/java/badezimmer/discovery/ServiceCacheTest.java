package badezimmer.discovery;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import badezimmer.proto.MDNSQueryResponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ServiceCacheTest {

    private static final Inet4Address HERE = SimulatedNetwork.address(0, 1);
    private static final Inet4Address ELSEWHERE = SimulatedNetwork.address(0, 2);

    private final Set<String> alive = new HashSet<>();
    private final ToldByCache told = new ToldByCache();
    private final List<DiscoveryEvent> events = told.events;
    private final List<String> asked = told.asked;
    private final List<String> extended = told.extended;
    private ServiceCache cache = cache(DiscoverySettings.Limits.defaults());

    @Test
    void asksAt80And85And90And95PercentOfTheTtlThenLosesIt() {
        hear(Lamps.lamp(1), HERE, 0);
        for (long time : List.of(48_000L, 51_000L, 54_000L, 57_000L)) {
            assertEquals(time, cache.next());
            cache.wake(time);
        }
        assertEquals(List.of(Lamps.TYPE, Lamps.TYPE, Lamps.TYPE, Lamps.TYPE), asked);
        cache.wake(59_999);
        assertEquals(1, events.size());
        cache.wake(60_000);
        assertEquals(lost(HERE, DiscoveryEvent.Cause.EXPIRED), events.getLast());
        assertEquals(Agenda.NEVER, cache.next());
    }

    @Test
    void hearingItAgainBeginsTheTtlAnew() {
        hear(Lamps.lamp(1), HERE, 0);
        hear(Lamps.lamp(1), HERE, 47_000);
        cache.wake(60_000);
        assertTrue(asked.isEmpty());
        assertEquals(47_000 + 48_000, cache.next());
    }

    @Test
    void namesInOtherLettersAreOneService() {
        hear(Lamps.lamp("Lamp", 1), HERE, 0);
        hear(Lamps.lamp("lAMP", 1), HERE, 1);
        assertEquals(1, cache.knownAnswers(Set.of("_LightLamp._tcp.local."), 1).size());
        cache.hear(heard(Lamps.lamp("LAMP", 1), Duration.ZERO, true), HERE, 2);
        assertFalse(cache.knows("Lamp." + Lamps.TYPE));
    }

    @Test
    void whatSaysTheSameAgainIsNotKept() {
        hear(Lamps.lamp(1), HERE, 0);
        hear(Lamps.lamp(1), HERE, 1_000);
        assertSame(service(events.getFirst()), service(events.getLast()));
        hear(Lamps.lamp(1), ELSEWHERE, 2_000);
        assertSame(service(events.getFirst()), service(events.getLast()));
        Service changed = Lamps.lamp(1).with(Map.of("is_on", "true"));
        hear(changed, HERE, 3_000);
        hear(changed, ELSEWHERE, 4_000);
        assertSame(service(events.get(3)), service(events.getLast()));
    }

    @Test
    void whatIsKnownToBeAliveIsExtendedAndAskedForAtLeisure() {
        alive.add(Lamps.lamp(1).fullName());
        hear(Lamps.lamp(1), HERE, 0);
        for (long now = 0; now <= 60_000; now += 1_000) {
            cache.wake(now);
        }
        assertTrue(asked.isEmpty());
        assertEquals(List.of(Lamps.TYPE), extended);
        assertEquals(1, events.size(), "not lost");
        alive.clear();
        cache.wake(120_000);
        for (int i = 0; i < 5; i++) {
            cache.wake(120_000);
        }
        assertEquals(lost(HERE, DiscoveryEvent.Cause.EXPIRED), events.getLast());
    }

    @Test
    void aTtlIsTakenBetween15And4500Seconds() {
        hear(Lamps.lamp(1), HERE, Duration.ofSeconds(1), 0);
        assertEquals(12_000, cache.next());
        hear(Lamps.lamp("Other", 1), ELSEWHERE, Duration.ofDays(30), 0);
        cache.wake(15_000);
        cache.wake(15_000);
        cache.wake(15_000);
        cache.wake(15_000);
        cache.wake(15_000);
        assertEquals(3_600_000, cache.next());
    }

    @Test
    void theWordOfOneSourceChangesNothingOfAnothers() {
        hear(Lamps.lamp(1), HERE, 0);
        hear(Lamps.lamp(666).with(Map.of("is_on", "maybe")), ELSEWHERE, 1);
        hear(Lamps.lamp(1), HERE, 2);
        DiscoveryEvent.Announced last = (DiscoveryEvent.Announced) events.getLast();
        assertEquals(1, last.service().port());
        assertEquals("false", last.service().properties().get("is_on"));
    }

    @Test
    void aStrangersGoodbyeIsToldAndDropsNothing() {
        hear(Lamps.lamp(1), HERE, 0);
        goodbye(ELSEWHERE);
        assertEquals(lost(ELSEWHERE, DiscoveryEvent.Cause.GOODBYE), events.getLast());
        assertTrue(cache.knows(Lamps.lamp(1).fullName()));
        goodbye(HERE);
        assertFalse(cache.knows(Lamps.lamp(1).fullName()));
        int before = events.size();
        goodbye(HERE);
        assertEquals(before, events.size(), "it is gone already");
    }

    @Test
    void aPointerAloneIsAHintAndWipesNothing() {
        Heard hint = heard(Lamps.lamp(1), Duration.ofSeconds(60), true);
        assertFalse(cache.hear(hint, HERE, 0));
        assertTrue(events.isEmpty());
        hear(Lamps.lamp(1), HERE, 0);
        assertTrue(cache.hear(hint, HERE, 1));
        assertEquals(1, events.size());
    }

    @Test
    void knownAnswersHaveMoreThanHalfTheirTtlLeftOrAreAlive() {
        hear(Lamps.lamp(1), HERE, 0);
        long number = KnownAnswer.of(Lamps.lamp(1));
        assertEquals(List.of(number), cache.knownAnswers(Set.of(), 29_999));
        assertEquals(List.of(number), cache.knownAnswers(Set.of(Lamps.TYPE), 29_999));
        assertEquals(List.of(), cache.knownAnswers(Set.of("_sink._tcp.local."), 29_999));
        assertEquals(List.of(), cache.knownAnswers(Set.of(), 30_000));
        alive.add(Lamps.lamp(1).fullName());
        assertEquals(List.of(number), cache.knownAnswers(Set.of(), 59_000));
    }

    @Test
    void aSetWithoutItsTextKeepsWhatWasKnown() {
        hear(Lamps.lamp(1), HERE, 0);
        Heard moved = new Heard(
                Lamps.lamp(2).fullName(),
                Records.unique(Lamps.lamp(2), 60).getFirst().getSrvRecord(),
                null,
                List.of(),
                true,
                false,
                Duration.ofSeconds(60));
        cache.hear(moved, HERE, 1);
        Service service = ((DiscoveryEvent.Announced) events.getLast()).service();
        assertEquals(2, service.port());
        assertEquals(Lamps.lamp(1).properties(), service.properties());
        assertEquals(Lamps.lamp(1).category(), service.category());
    }

    private ServiceCache cache(DiscoverySettings.Limits limits) {
        return new ServiceCache(limits, alive::contains, told);
    }

    private void hear(Service service, Inet4Address source, long now) {
        hear(service, source, service.ttl(), now);
    }

    private void hear(Service service, Inet4Address source, Duration ttl, long now) {
        assertTrue(cache.hear(heard(service, ttl, false), source, now));
    }

    private void goodbye(Inet4Address source) {
        cache.hear(heard(Lamps.lamp(1), Duration.ZERO, false), source, 10);
    }

    static Heard heard(Service service, Duration ttl, boolean pointerOnly) {
        MDNSQueryResponse response = Records.response(service, ttl);
        if (pointerOnly) {
            response = response.toBuilder().clearAdditionalRecords().build();
        }
        return Records.read(response, DiscoverySettings.Limits.defaults(), new Counters())
                .getFirst();
    }

    private static DiscoveryEvent lost(Inet4Address source, DiscoveryEvent.Cause cause) {
        return new DiscoveryEvent.Lost(Lamps.lamp(1).fullName(), source, cause);
    }

    private static Service service(DiscoveryEvent event) {
        return ((DiscoveryEvent.Announced) event).service();
    }
}
