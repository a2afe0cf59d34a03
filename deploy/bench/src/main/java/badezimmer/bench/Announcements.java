package badezimmer.bench;

import java.util.Map;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSARecord;
import badezimmer.proto.MDNSPointerRecord;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;
import badezimmer.proto.TransportProtocol;
import badezimmer.wire.Frames;

/** Announcements of lamps without a port: whoever hears them has nothing to do but to listen and to list. */
public final class Announcements {

    private static final String TYPE = "_lightlamp._tcp.local.";
    private static final int TTL_SECONDS = 4_500;

    private Announcements() {}

    static String name(int lamp) {
        return "Lamp %04d".formatted(lamp);
    }

    /** The whole record set of one lamp, as a device announces it. */
    public static byte[] of(int lamp, Map<String, String> properties) {
        String instance = name(lamp);
        String name = instance + "." + TYPE;
        return Frames.encode(MDNS.newBuilder()
                .setTransactionId(lamp)
                .setQueryResponse(MDNSQueryResponse.newBuilder()
                        .addAnswers(record(TYPE, false)
                                .setPtrRecord(MDNSPointerRecord.newBuilder()
                                        .setName(TYPE)
                                        .setDomainName(name)))
                        .addAdditionalRecords(record(name, true)
                                .setARecord(
                                        MDNSARecord.newBuilder().setName(name).setAddress("127.0.0.1")))
                        .addAdditionalRecords(record(name, true)
                                .setSrvRecord(MDNSSRVRecord.newBuilder()
                                        .setName(instance)
                                        .setInstance(instance)
                                        .setService("_lightlamp")
                                        .setTarget(name)
                                        .setProtocol(TransportProtocol.TCP_PROTOCOL)))
                        .addAdditionalRecords(record(name, true)
                                .setTxtRecord(MDNSTextRecord.newBuilder()
                                        .setName(name)
                                        .putEntries("kind", DeviceKind.ACTUATOR_KIND.name())
                                        .putEntries("category", DeviceCategory.LIGHT_LAMP.name())
                                        .putEntries("v", "2")
                                        .putAllEntries(properties))))
                .build());
    }

    private static MDNSRecord.Builder record(String name, boolean flush) {
        return MDNSRecord.newBuilder().setName(name).setTtl(TTL_SECONDS).setCacheFlush(flush);
    }
}
