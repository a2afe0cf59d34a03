package badezimmer.discovery;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;

/** The records of one datagram, gathered by the instance that they are about. */
final class RecordSet {

    /** Entries that describe the service beside its properties: {@code kind}, {@code category}, {@code v}. */
    private static final int DESCRIPTION_ENTRIES = 3;

    private static final class About {
        private final String fullName;
        private MDNSSRVRecord location;
        private Text text;
        private boolean goodbye;
        private int ttl;

        private About(String fullName) {
            this.fullName = fullName;
        }
    }

    private final DiscoverySettings.Limits limits;
    private final Counters counters;
    /** By {@link Names#key}, as the addresses are. */
    private final Map<String, About> instances = new LinkedHashMap<>();

    private final Map<String, List<Inet4Address>> addresses = new LinkedHashMap<>();
    /** Of the names whose A records replace those known. */
    private final Set<String> flushed = new HashSet<>();

    RecordSet(DiscoverySettings.Limits limits, Counters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    void add(MDNSRecord record) {
        if (!take(record)) {
            counters.drop(Drop.INVALID_RECORD);
        }
    }

    List<Heard> heard() {
        List<Heard> all = new ArrayList<>(instances.size());
        instances.forEach((key, about) -> all.add(new Heard(
                about.fullName,
                about.location,
                about.text,
                addressesOf(key, about),
                flushed.contains(key) || flushed.contains(host(key, about)),
                about.goodbye,
                Duration.ofSeconds(about.ttl))));
        return all;
    }

    private boolean take(MDNSRecord record) {
        if (record.getTtl() < 0) {
            return false;
        }
        return switch (record.getRecordCase()) {
            case PTR_RECORD -> takePointer(record);
            case SRV_RECORD -> takeLocation(record);
            case TXT_RECORD -> takeText(record);
            case A_RECORD -> takeAddress(record);
            case RECORD_NOT_SET -> false;
        };
    }

    private boolean takePointer(MDNSRecord record) {
        About about = about(record.getPtrRecord().getDomainName());
        if (about == null) {
            return false;
        }
        about.goodbye |= record.getTtl() == 0;
        about.ttl = about.ttl == 0 ? record.getTtl() : about.ttl;
        return true;
    }

    private boolean takeLocation(MDNSRecord record) {
        MDNSSRVRecord location = record.getSrvRecord();
        if (location.getPort() < 0 || location.getPort() > 65_535) {
            return false;
        }
        About about = about(record.getName());
        if (about == null) {
            return false;
        }
        about.location = location;
        about.goodbye |= record.getTtl() == 0;
        about.ttl = record.getTtl();
        return true;
    }

    private boolean takeText(MDNSRecord record) {
        MDNSTextRecord text = record.getTxtRecord();
        if (text.getEntriesCount() > limits.properties() + DESCRIPTION_ENTRIES || size(text) > limits.textBytes()) {
            return false;
        }
        About about = about(record.getName());
        if (about == null) {
            return false;
        }
        about.text = Text.read(text.getEntriesMap());
        about.ttl = about.ttl == 0 ? record.getTtl() : about.ttl;
        return true;
    }

    private boolean takeAddress(MDNSRecord record) {
        Inet4Address address = address(record.getARecord().getAddress());
        if (address == null || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        if (record.getTtl() > 0) {
            String key = Names.keyOfDomain(record.getName());
            addresses.computeIfAbsent(key, any -> new ArrayList<>()).add(address);
            if (record.getCacheFlush()) {
                flushed.add(key);
            }
        }
        return true;
    }

    /** Four decimal numbers and nothing else, or null: neither a name nor the short forms that C libraries take. */
    private static Inet4Address address(String text) {
        try {
            Inet4Address address = Inet4Address.ofLiteral(text);
            return address.getHostAddress().equals(text) ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private About about(String name) {
        String full = Records.instanceName(name);
        return full == null ? null : instances.computeIfAbsent(Names.key(full), key -> new About(full));
    }

    private List<Inet4Address> addressesOf(String key, About about) {
        List<Inet4Address> own = addresses.getOrDefault(key, List.of());
        String host = host(key, about);
        if (host.equals(key)) {
            return own.stream().distinct().toList();
        }
        return Stream.concat(own.stream(), addresses.getOrDefault(host, List.of()).stream())
                .distinct()
                .toList();
    }

    /** Under which name the addresses of an instance may stand beside its own: the target of its SRV record. */
    private static String host(String key, About about) {
        return about.location == null ? key : Names.keyOfDomain(about.location.getTarget());
    }

    private static int size(MDNSTextRecord text) {
        int size = 0;
        for (Map.Entry<String, String> entry : text.getEntriesMap().entrySet()) {
            size += Records.utf8Length(entry.getKey()) + Records.utf8Length(entry.getValue());
        }
        return size;
    }
}
