package badezimmer.gateway.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.ListConnectedDevicesResponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeviceRegistryTest {

    private final DeviceRegistry registry =
            new DeviceRegistry(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void listsDevicesInTheOrderOfTheirIds() throws Exception {
        for (String id : List.of("c", "a", "d", "b")) {
            registry.put(device(id, 0));
        }
        registry.remove("d");
        registry.put(device("b", 1));
        Snapshot snapshot = registry.snapshot();
        assertEquals(
                List.of(device("a", 0), device("b", 1), device("c", 0)),
                snapshot.devices().stream().map(DeviceEntry::device).toList());
        assertEquals(device("b", 1), snapshot.find("b").orElseThrow().device());
        assertTrue(snapshot.find("d").isEmpty());
        assertEquals(
                List.of(device("a", 0), device("b", 1), device("c", 0)),
                ListConnectedDevicesResponse.parseFrom(snapshot.listResponse()).getDevicesList());
        assertSame(snapshot.listResponse(), snapshot.listResponse());
    }

    @Test
    void aSnapshotNeverChanges() {
        registry.put(device("a", 0));
        Snapshot before = registry.snapshot();
        registry.put(device("a", 1));
        registry.put(device("b", 0));
        assertEquals(1, before.devices().size());
        assertEquals(device("a", 0), before.find("a").orElseThrow().device());
        assertNotSame(before, registry.snapshot());
        assertTrue(before.sequence() < registry.snapshot().sequence());
    }

    @Test
    void aWatchTellsTheSnapshotThenThatItIsCompleteThenChanges() {
        registry.put(device("b", 0));
        registry.put(device("a", 0));
        try (Watch watch = registry.watch(told::incrementAndGet)) {
            registry.put(device("b", 1));
            registry.remove("a");
            List<DeviceEvent> events = drain(watch);
            assertEquals(
                    List.of("changed b 0", "changed a 0", "complete", "changed b 1", "removed a"),
                    events.stream().map(DeviceRegistryTest::text).toList());
            assertInOrder(events);
            assertEquals(0, told.get());
            registry.put(device("c", 0));
            registry.put(device("d", 0));
            assertEquals(1, told.get());
            assertEquals(2, drain(watch).size());
        }
    }

    @Test
    void aSlowWatcherGetsTheNewestStateOfEachDevice() {
        try (Watch watch = registry.watchChanges(told::incrementAndGet)) {
            for (int i = 0; i < 10_000; i++) {
                registry.put(device("device " + i % 10, i));
            }
            registry.remove("device 0");
            List<DeviceEvent> events = drain(watch);
            assertEquals(10, events.size());
            assertInOrder(events);
            assertEquals("changed device 1 9991", text(events.getFirst()));
            assertEquals("removed device 0", text(events.getLast()));
        }
    }

    @Test
    void watchersShareTheEvent() {
        try (Watch one = registry.watchChanges(() -> {});
                Watch other = registry.watchChanges(() -> {})) {
            registry.put(device("a", 0));
            assertSame(one.next(), other.next());
        }
    }

    @Test
    void whoComesBackGetsWhatChangedMeanwhile() {
        registry.put(device("a", 0));
        registry.put(device("b", 0));
        Optional<EventId> seen = newest();
        registry.put(device("c", 0));
        registry.put(device("a", 1));
        registry.remove("b");
        try (Watch watch = registry.watchChanges(seen, () -> {})) {
            List<DeviceEntry> missed = drainEntries(watch);
            assertEquals(
                    List.of("c", "a", "b"), missed.stream().map(DeviceEntry::id).toList());
            assertEquals(
                    DeviceStatus.OFFLINE_DEVICE_STATUS,
                    missed.getLast().device().getStatus());
            assertTrue(missed.getLast().event().hasRemoved());
        }
        try (Watch watch = registry.watchChanges(newest(), () -> {})) {
            assertEquals(List.of(), drainEntries(watch));
        }
    }

    @Test
    void whoComesBackFromAnotherLifeOfTheGatewayGetsEverything() {
        registry.put(device("a", 0));
        registry.remove("a");
        registry.put(device("b", 0));
        DeviceRegistry another = new DeviceRegistry(Clock.systemUTC());
        another.put(device("b", 0));
        EventId sameNumber = new EventId(
                newest().orElseThrow().sequence(),
                another.idOf(another.snapshot().devices().getFirst()).life());
        EventId future =
                new EventId(999_999_999_999_999_999L, newest().orElseThrow().life());
        for (Optional<EventId> foreign :
                List.of(Optional.<EventId>empty(), Optional.of(sameNumber), Optional.of(future))) {
            try (Watch watch = registry.watchChanges(foreign, () -> {})) {
                assertTrue(watch.startsAnew());
                assertEquals(
                        List.of("b"),
                        drainEntries(watch).stream().map(DeviceEntry::id).toList());
            }
        }
    }

    @Test
    void whoComesBackAfterMoreRemovalsThanAreRememberedStartsAnew() {
        registry.put(device("stays", 0));
        registry.put(device("leaves first", 0));
        Optional<EventId> seen = newest();
        registry.remove("leaves first");
        Optional<EventId> later = newest();
        IntStream.range(0, 1_024).forEach(i -> {
            registry.put(device("passes " + i, 0));
            registry.remove("passes " + i);
        });
        try (Watch watch = registry.watchChanges(seen, () -> {})) {
            assertTrue(watch.startsAnew());
            assertEquals(
                    List.of("stays"),
                    drainEntries(watch).stream().map(DeviceEntry::id).toList());
        }
        try (Watch watch = registry.watchChanges(later, () -> {})) {
            assertFalse(watch.startsAnew());
            assertEquals(1_024, drainEntries(watch).size());
        }
    }

    @Test
    void onlyIdsOfOursAreRead() {
        for (String text : List.of("", "5", "-5", "5-", "5-xyz", "5-0123456", "99999999999999999999-01234567")) {
            assertEquals(Optional.empty(), EventId.parse(text), text);
        }
        assertEquals(Optional.of(new EventId(5, "01234567")), EventId.parse(" 5-01234567 "));
    }

    @Test
    void aDeviceThatIsListedAgainIsNoLongerARemovedOne() {
        registry.put(device("a", 0));
        Optional<EventId> seen = newest();
        registry.remove("a");
        registry.put(device("a", 1));
        try (Watch watch = registry.watchChanges(seen, () -> {})) {
            List<DeviceEntry> missed = drainEntries(watch);
            assertEquals(1, missed.size());
            assertTrue(missed.getFirst().event().hasChanged());
        }
    }

    @Test
    void aClosedWatchIsSilent() {
        Watch watch = registry.watch(told::incrementAndGet);
        drain(watch);
        assertEquals(1, registry.watchers());
        watch.close();
        registry.put(device("a", 0));
        assertEquals(0, told.get());
        assertNull(watch.next());
        assertEquals(0, registry.watchers());
    }

    @Test
    void aRefreshTellsNobody() throws Exception {
        registry.put(device("a", 0));
        long sequence = registry.snapshot().sequence();
        try (Watch watch = registry.watchChanges(told::incrementAndGet)) {
            assertNull(watch.next());
            registry.refresh(List.of(device("a", 7), device("unknown", 0)));
            assertNull(watch.next());
        }
        assertEquals(0, told.get());
        assertEquals(sequence, registry.snapshot().sequence());
        assertEquals(
                List.of(device("a", 7)),
                ListConnectedDevicesResponse.parseFrom(registry.snapshot().listResponse())
                        .getDevicesList());
    }

    @Test
    void removingWhatIsNotListedIsNoChange() {
        try (Watch watch = registry.watchChanges(told::incrementAndGet)) {
            assertNull(watch.next());
            registry.remove("nobody");
            assertNull(watch.next());
        }
        assertEquals(0, registry.changes());
    }

    @Test
    void aWatcherThatRacesWithChangesEndsUpWithTheNewestStates() throws InterruptedException {
        Thread writer = Thread.ofPlatform()
                .start(() -> IntStream.range(0, 5_000).forEach(i -> registry.put(device("device " + i % 50, i))));
        long last = -1;
        int newest = -1;
        try (Watch watch = registry.watch(told::incrementAndGet)) {
            while (newest < 4_999) {
                DeviceEvent event = watch.next();
                if (event != null) {
                    assertFalse(event.getSequence() < last, "stepped back to " + event.getSequence());
                    last = event.getSequence();
                    newest = Math.max(newest, event.getChanged().getPort());
                }
            }
        }
        writer.join();
    }

    /** The id of the newest change. */
    private Optional<EventId> newest() {
        String life = registry.idOf(registry.snapshot().devices().getFirst()).life();
        return Optional.of(new EventId(registry.snapshot().sequence(), life));
    }

    private static ConnectedDevice device(String id, int port) {
        return ConnectedDevice.newBuilder().setId(id).setPort(port).build();
    }

    private static List<DeviceEvent> drain(Watch watch) {
        List<DeviceEvent> events = new ArrayList<>();
        for (DeviceEvent event = watch.next(); event != null; event = watch.next()) {
            events.add(event);
        }
        return events;
    }

    private static List<DeviceEntry> drainEntries(Watch watch) {
        List<DeviceEntry> entries = new ArrayList<>();
        for (DeviceEntry entry = watch.nextEntry(); entry != null; entry = watch.nextEntry()) {
            entries.add(entry);
        }
        return entries;
    }

    private static void assertInOrder(List<DeviceEvent> events) {
        List<Long> sequences = events.stream().map(DeviceEvent::getSequence).toList();
        assertEquals(sequences.stream().sorted().toList(), sequences);
    }

    private static String text(DeviceEvent event) {
        return switch (event.getEventCase()) {
            case CHANGED ->
                "changed " + event.getChanged().getId() + " "
                        + event.getChanged().getPort();
            case REMOVED -> "removed " + event.getRemoved();
            case SNAPSHOT_COMPLETE -> "complete";
            case EVENT_NOT_SET -> "nothing";
        };
    }
}
