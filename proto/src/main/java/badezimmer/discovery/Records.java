package badezimmer.discovery;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import badezimmer.proto.MDNSARecord;
import badezimmer.proto.MDNSPointerRecord;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;

/** A {@link Service} to its records and back (RFC 6763 section 4): strict in what it writes, lenient in what it reads. */
final class Records {

    private static final int NAME_BYTES = 255;

    private Records() {}

    /** The whole record set as one response; TTL zero makes it a goodbye. */
    static MDNSQueryResponse response(Service service, Duration ttl) {
        int seconds = Math.toIntExact(ttl.toSeconds());
        MDNSRecord pointer = MDNSRecord.newBuilder()
                .setName(service.type())
                .setTtl(seconds)
                .setPtrRecord(
                        MDNSPointerRecord.newBuilder().setName(service.type()).setDomainName(service.fullName()))
                .build();
        return MDNSQueryResponse.newBuilder()
                .addAnswers(pointer)
                .addAllAdditionalRecords(unique(service, seconds))
                .build();
    }

    /** The records that only this instance may own: its A, SRV and TXT records. */
    static List<MDNSRecord> unique(Service service, int ttlSeconds) {
        String name = service.fullName();
        List<MDNSRecord> records = new ArrayList<>();
        for (Inet4Address address : service.addresses()) {
            records.add(record(name, ttlSeconds)
                    .setARecord(MDNSARecord.newBuilder().setName(name).setAddress(address.getHostAddress()))
                    .build());
        }
        records.add(record(name, ttlSeconds)
                .setSrvRecord(MDNSSRVRecord.newBuilder()
                        .setName(service.instance())
                        .setInstance(service.instance())
                        .setService(service.type().substring(0, service.type().indexOf('.')))
                        .setTarget(name)
                        .setPort(service.port())
                        .setProtocol(service.protocol()))
                .build());
        records.add(record(name, ttlSeconds)
                .setTxtRecord(MDNSTextRecord.newBuilder()
                        .setName(name)
                        .putAllEntries(Text.of(service).entries()))
                .build());
        return records;
    }

    private static MDNSRecord.Builder record(String name, int ttlSeconds) {
        return MDNSRecord.newBuilder().setName(name).setTtl(ttlSeconds).setCacheFlush(true);
    }

    /** What the response says, by instance, in its order. A record that cannot be used is counted and passed over. */
    static List<Heard> read(MDNSQueryResponse response, DiscoverySettings.Limits limits, Counters counters) {
        RecordSet set = new RecordSet(limits, counters);
        response.getAnswersList().forEach(set::add);
        response.getAdditionalRecordsList().forEach(set::add);
        return set.heard();
    }

    /** What a probe proposes, by instance (RFC 6762 section 8.2). */
    static List<Heard> read(List<MDNSRecord> authorities, DiscoverySettings.Limits limits, Counters counters) {
        RecordSet set = new RecordSet(limits, counters);
        authorities.forEach(set::add);
        return set.heard();
    }

    /** The name with its final dot, or null if it is no name of an instance: {@code <instance>.<_type>.…}. */
    static String instanceName(String name) {
        String full = withFinalDot(name);
        int dot = full.indexOf('.');
        boolean named = dot > 0 && full.startsWith("_", dot + 1) && full.length() > dot + 3;
        return named && isPlain(full) ? full : null;
    }

    /** Names are compared with their final dot: some nodes leave it out. */
    static String withFinalDot(String name) {
        return name.endsWith(".") ? name : name + ".";
    }

    /** Whether it fits a record and a line of a log: short enough, and without control characters. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return utf8Length(name) <= NAME_BYTES;
    }

    /** How many bytes the text takes in UTF-8; nothing is allocated to find out. */
    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Half a surrogate pair is two of its four bytes.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }
}
