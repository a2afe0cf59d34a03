package badezimmer.device.testing;

import java.util.List;
import java.util.Map;

import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;

/**
 * What one record set says of a device.
 *
 * @param ttl of the PTR, in seconds; 0 is a goodbye
 * @param text the TXT entries, {@code kind}, {@code category} and {@code v} included
 */
public record Announcement(
        String type, String instance, int ttl, int port, List<String> addresses, Map<String, String> text) {

    /** The record sets of this message, one for each pointer that comes with an SRV record. */
    public static List<Announcement> of(MDNS message) {
        MDNSQueryResponse response = message.getQueryResponse();
        return response.getAnswersList().stream()
                .filter(MDNSRecord::hasPtrRecord)
                .flatMap(pointer -> {
                    String name = pointer.getPtrRecord().getDomainName();
                    List<MDNSRecord> records = response.getAdditionalRecordsList().stream()
                            .filter(record -> record.getName().equals(name))
                            .toList();
                    return records.stream()
                            .filter(MDNSRecord::hasSrvRecord)
                            .map(MDNSRecord::getSrvRecord)
                            .map(server -> of(pointer, server, records));
                })
                .toList();
    }

    private static Announcement of(MDNSRecord pointer, MDNSSRVRecord server, List<MDNSRecord> records) {
        return new Announcement(
                pointer.getName(),
                server.getInstance(),
                pointer.getTtl(),
                server.getPort(),
                records.stream()
                        .filter(MDNSRecord::hasARecord)
                        .map(address -> address.getARecord().getAddress())
                        .toList(),
                records.stream()
                        .filter(MDNSRecord::hasTxtRecord)
                        .findFirst()
                        .map(text -> text.getTxtRecord().getEntriesMap())
                        .orElse(Map.of()));
    }
}
