package badezimmer.discovery;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.MDNSARecord;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordsTest {

    private static final String NAME = "Light Lamp._lightlamp._tcp.local.";

    private final Counters counters = new Counters();

    @Test
    void aTextIsAsLongAsItsUtf8() {
        for (String text : List.of("", "Lamp", "Küche", "浴室", "ß€\uD83D\uDEC1")) {
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Records.utf8Length(text), text);
        }
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Service lamp = Lamps.lamp(4_711).at(List.of(SimulatedNetwork.address(0, 1), SimulatedNetwork.address(1, 1)));
        assertEquals(lamp, service(Records.response(lamp, lamp.ttl())));
    }

    @Test
    void aCacheFlushBitIsOfItsOwnNameAlone() {
        Service first = Lamps.lamp("First", 1).at(List.of(SimulatedNetwork.address(0, 1)));
        Service second = Lamps.lamp("Second", 2).at(List.of(SimulatedNetwork.address(0, 2)));
        MDNSQueryResponse.Builder both = MDNSQueryResponse.newBuilder();
        both.addAllAdditionalRecords(Records.unique(first, 60));
        Records.unique(second, 60)
                .forEach(record -> both.addAdditionalRecords(record.toBuilder().setCacheFlush(false)));

        List<Heard> heard = Records.read(both.build(), DiscoverySettings.Limits.defaults(), counters);

        assertEquals(List.of(true, false), heard.stream().map(Heard::flush).toList());
    }

    @Test
    void theRecordSetIsWhatExistingNodesExpect() {
        MDNSQueryResponse response =
                Records.response(Lamps.lamp(4_711).at(List.of(SimulatedNetwork.address(0, 1))), Duration.ofSeconds(60));
        MDNSRecord pointer = response.getAnswers(0);
        assertEquals(Lamps.TYPE, pointer.getName());
        assertEquals(Lamps.TYPE, pointer.getPtrRecord().getName());
        assertEquals(NAME, pointer.getPtrRecord().getDomainName());
        assertEquals(false, pointer.getCacheFlush());
        MDNSSRVRecord location = response.getAdditionalRecords(1).getSrvRecord();
        assertEquals("Light Lamp", location.getName());
        assertEquals("Light Lamp", location.getInstance());
        assertEquals("_lightlamp", location.getService());
        assertEquals(NAME, location.getTarget());
        for (MDNSRecord record : response.getAdditionalRecordsList()) {
            assertEquals(NAME, record.getName());
            assertEquals(60, record.getTtl());
            assertTrue(record.getCacheFlush());
        }
        Map<String, String> entries =
                response.getAdditionalRecords(2).getTxtRecord().getEntriesMap();
        assertEquals("ACTUATOR_KIND", entries.get("kind"));
        assertEquals("LIGHT_LAMP", entries.get("category"));
        assertEquals("2", entries.get("v"));
        assertEquals("0xFFFFFF", entries.get("color"));
    }

    @Test
    void addressesStandUnderTheFullNameOrTheTargetHost() {
        Service lamp = service(response(
                location("bath-pi.local.", 1),
                address("bath-pi.local", "10.0.0.1"),
                address(NAME, "10.0.0.2"),
                address("other.local.", "10.0.0.3")));
        assertEquals(
                List.of("10.0.0.2", "10.0.0.1"),
                lamp.addresses().stream().map(InetAddress::getHostAddress).toList());
    }

    @Test
    void aServiceWithoutAddressesOrTextIsAService() {
        Service lamp = service(response(location(NAME, 1)));
        assertEquals(List.of(), lamp.addresses());
        assertEquals(DeviceKind.UNKNOWN_KIND, lamp.kind());
        assertEquals(Map.of(), lamp.properties());
    }

    @Test
    void anUnknownKindOrCategoryIsShownNotLost() {
        Service bidet = service(response(
                location(NAME, 1), text(Map.of("kind", "ROBOT_KIND", "category", "BIDET", "v", "3", "mood", "calm"))));
        assertEquals(DeviceKind.UNKNOWN_KIND, bidet.kind());
        assertEquals(DeviceCategory.UNKNOWN_CATEGORY, bidet.category());
        assertEquals(3, bidet.version());
        assertEquals(Map.of("kind", "ROBOT_KIND", "category", "BIDET", "mood", "calm"), bidet.properties());
        assertEquals(bidet, service(Records.response(bidet, bidet.ttl())), "and written as it was read");
    }

    @Test
    void aVersionThatIsNoNumberIsTheFirst() {
        for (String version : List.of("", "two", "-1", "0", "1.5", "99999", "²")) {
            assertEquals(
                    1,
                    service(response(location(NAME, 1), text(Map.of("v", version))))
                            .version(),
                    version);
        }
    }

    @Test
    void aGoodbyeMayBeThePointerAlone() {
        MDNSQueryResponse goodbye = Records.response(Lamps.lamp(1), Duration.ZERO).toBuilder()
                .clearAdditionalRecords()
                .build();
        Heard heard = read(goodbye).getFirst();
        assertTrue(heard.goodbye());
        assertNull(heard.location());
    }

    @Test
    void aPortOutsideItsRangeIsNotTaken() {
        assertEquals(List.of(), read(response(location(NAME, 65_536))));
        assertEquals(List.of(), read(response(location(NAME, -1))));
        assertEquals(2, counters.dropped(Drop.INVALID_RECORD));
    }

    @Test
    void anAddressThatIsNoneIsNotTaken() {
        List<String> bad =
                List.of("", "example.org", "10.0.0", "10.0.0.256", "::1", "224.0.0.251", "0.0.0.0", "1.2.3.4 ");
        for (String text : bad) {
            assertEquals(
                    List.of(),
                    service(response(location(NAME, 1), address(NAME, text))).addresses(),
                    text);
        }
        assertEquals(bad.size(), counters.dropped(Drop.INVALID_RECORD));
    }

    @Test
    void aNameThatIsNoneIsNotTaken() {
        List<String> bad = List.of(
                "",
                ".",
                "Lamp",
                "Lamp.",
                "Lamp.local.",
                "._lightlamp._tcp.local.",
                "Lamp._.",
                "La\nmp._lightlamp._tcp.local.",
                "x".repeat(250) + "._lightlamp._tcp.local.");
        for (String name : bad) {
            MDNSRecord record = MDNSRecord.newBuilder()
                    .setName(name)
                    .setTtl(60)
                    .setSrvRecord(MDNSSRVRecord.newBuilder().setPort(1))
                    .build();
            assertEquals(List.of(), read(response(record)), name);
        }
        assertEquals(bad.size(), counters.dropped(Drop.INVALID_RECORD));
    }

    @Test
    void aNegativeTtlIsNotTaken() {
        assertEquals(
                List.of(),
                read(response(location(NAME, 1).toBuilder().setTtl(-60).build())));
    }

    @Test
    void tooManyOrTooLongEntriesAreNotTaken() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 36; i++) {
            many.put("key" + i, "value");
        }
        assertEquals(Map.of(), service(response(location(NAME, 1), text(many))).properties());
        assertEquals(
                Map.of(),
                service(response(location(NAME, 1), text(Map.of("k", "x".repeat(4_096)))))
                        .properties());
        assertEquals(2, counters.dropped(Drop.INVALID_RECORD));
        many.keySet().removeIf(key -> many.size() > 35);
        assertEquals(
                35,
                service(response(location(NAME, 1), text(many))).properties().size());
    }

    @Test
    void aKnownAnswerIsTheHashOfItsLines() throws Exception {
        Service lamp = Lamps.lamp(4_711)
                .with(Map.of("a", "1", "a-b", "2"))
                .at(List.of(SimulatedNetwork.address(0, 9), SimulatedNetwork.address(0, 10)));
        String lines = NAME + "\n4711\n10.0.0.10\n10.0.0.9\na-b=2\na=1\ncategory=LIGHT_LAMP\nkind=ACTUATOR_KIND\nv=2\n";
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(lines.getBytes());
        assertEquals(java.nio.ByteBuffer.wrap(hash).getLong(), KnownAnswer.of(lamp));
    }

    private Service service(MDNSQueryResponse response) {
        return read(response).getFirst().completing(null);
    }

    private List<Heard> read(MDNSQueryResponse response) {
        return Records.read(response, DiscoverySettings.Limits.defaults(), counters);
    }

    private static MDNSQueryResponse response(MDNSRecord... records) {
        return MDNSQueryResponse.newBuilder()
                .addAllAdditionalRecords(List.of(records))
                .build();
    }

    private static MDNSRecord location(String target, int port) {
        return record(NAME)
                .setSrvRecord(MDNSSRVRecord.newBuilder().setPort(port).setTarget(target))
                .build();
    }

    private static MDNSRecord address(String name, String address) {
        return record(name)
                .setARecord(MDNSARecord.newBuilder().setName(name).setAddress(address))
                .build();
    }

    private static MDNSRecord text(Map<String, String> entries) {
        return record(NAME)
                .setTxtRecord(MDNSTextRecord.newBuilder().setName(NAME).putAllEntries(entries))
                .build();
    }

    private static MDNSRecord.Builder record(String name) {
        return MDNSRecord.newBuilder().setName(name).setTtl(60).setCacheFlush(true);
    }
}
