package badezimmer.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSType;
import badezimmer.proto.TransportProtocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Packets that an earlier system sent: they decode, and what we send means the same. */
class RecordedPacketsTest {

    private static final InetAddress SOURCE = InetAddress.ofLiteral("10.77.0.1");

    @ParameterizedTest
    @CsvSource({
        "udp_announce_lightlamp, Light Lamp@_lightlamp._tcp.local., ACTUATOR_KIND, LIGHT_LAMP, 3",
        "udp_update_lightlamp, Light Lamp@_lightlamp._tcp.local., ACTUATOR_KIND, LIGHT_LAMP, 3",
        "udp_answer_services_lightlamp, Light Lamp@_lightlamp._tcp.local., ACTUATOR_KIND, LIGHT_LAMP, 3",
        "udp_answer_type_lightlamp, Light Lamp@_lightlamp._tcp.local., ACTUATOR_KIND, LIGHT_LAMP, 3",
        "udp_announce_sink, Sink@_sink._tcp.local., ACTUATOR_KIND, SINK, 2",
        "udp_announce_toilet, Inteligent Toilet@_toilet._tcp.local., SENSOR_KIND, TOILET, -1",
        "udp_announce_toilet_second, Inteligent Toilet@_toilet._tcp.local., SENSOR_KIND, TOILET, -1",
        "udp_announce_fartdetector, Shopee Fart Detector@_fartdetector._tcp.local., SENSOR_KIND, FART_DETECTOR, -1",
        "udp_announce_waterleak, Aliexpress Water Leak Detector@_waterleak._tcp.local., SENSOR_KIND, WATER_LEAK, -1"
    })
    void anAnnouncementIsUnderstood(
            String packet, String id, DeviceKind kind, DeviceCategory category, int properties) {
        Service service = service(packet);
        assertEquals(id, service.id());
        assertEquals(kind, service.kind());
        assertEquals(category, service.category());
        assertEquals(TransportProtocol.TCP_PROTOCOL, service.protocol());
        assertEquals(1, service.version());
        assertEquals(Duration.ofSeconds(4_500), service.ttl());
        assertTrue(service.port() > 1_024);
        assertTrue(service.addresses().contains(SOURCE), service.addresses().toString());
        assertTrue(
                properties < 0 || service.properties().size() == properties,
                service.properties().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightlamp", "sink", "toilet", "fartdetector", "waterleak"})
    void oursMeansTheSame(String device) {
        MDNSQueryResponse theirs =
                Lamps.message(bytes("udp_announce_" + device)).getQueryResponse();
        Service service = service("udp_announce_" + device);
        MDNSQueryResponse ours = Records.response(service, service.ttl());
        assertEquals(meaning(theirs), meaning(ours));
        assertEquals(theirs.getAnswersList(), ours.getAnswersList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightlamp", "sink", "toilet", "fartdetector", "waterleak"})
    void aGoodbyeIsUnderstood(String device) {
        Node node = new Node(DiscoverySettings.defaults(), new java.util.Random(1), name -> false);
        node.browse(0);
        node.receive(bytes("udp_announce_" + device), SOURCE, 0);
        Service service = ((DiscoveryEvent.Announced) node.pollEvent()).service();
        node.receive(bytes("udp_goodbye_" + device), SOURCE, 1);
        assertEquals(
                new DiscoveryEvent.Lost(service.fullName(), SOURCE, DiscoveryEvent.Cause.GOODBYE), node.pollEvent());
    }

    @Test
    void theQueryOfAnEarlierGatewayIsAnswered() {
        assertAnswered("udp_query_gateway_start");
    }

    @Test
    void theProbeOfAnEarlierLampIsAnswered() {
        assertAnswered("udp_query_probe_lightlamp");
    }

    @Test
    void ourQueryAsksWhatAnEarlierGatewayAsks() {
        byte[] ours = Messages.queries(List.of(Messages.EVERY_SERVICE), 500, List.of(), 1)
                .getFirst();
        assertEquals(
                Lamps.message(bytes("udp_query_gateway_start"))
                        .getQueryRequest()
                        .getQuestionsList(),
                Lamps.message(ours).getQueryRequest().getQuestionsList());
    }

    @Test
    void ourProbeAsksWhatAnEarlierLampAsks() {
        byte[] ours = Lamps.bytes(Messages.probe(Lamps.lamp(4_711)), 1);
        assertEquals(
                Lamps.message(bytes("udp_query_probe_lightlamp"))
                        .getQueryRequest()
                        .getQuestionsList(),
                Lamps.message(ours).getQueryRequest().getQuestionsList());
        assertEquals(
                MDNSType.MDNS_PTR,
                Lamps.message(ours).getQueryRequest().getQuestions(0).getType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamp_on", "lamp_off", "lamp_brightness", "lamp_color", "lamp_wrong_action", "sensor_fartdetector",
                "sensor_toilet", "sensor_waterleak", "sink_nochange", "sink_off", "sink_on", "sink_on_again"
            })
    void anExchangeOnTheLinkDecodes(String exchange) throws Exception {
        byte[] request = bytes("tcp_" + exchange + "_request");
        byte[] response = bytes("tcp_" + exchange + "_response");
        assertTrue(BadezimmerRequest.parseFrom(payload(request)).hasSendActuatorCommand());
        BadezimmerResponse answer = BadezimmerResponse.parseFrom(payload(response));
        boolean sensor = exchange.startsWith("sensor");
        boolean wrong = exchange.endsWith("wrong_action");
        assertEquals(
                sensor
                        ? BadezimmerResponse.ResponseCase.EMPTY
                        : wrong
                                ? BadezimmerResponse.ResponseCase.ERROR
                                : BadezimmerResponse.ResponseCase.SEND_ACTUATOR_COMMAND_RESPONSE,
                answer.getResponseCase());
    }

    private static void assertAnswered(String query) {
        Node node = new Node(DiscoverySettings.defaults(), new java.util.Random(1), name -> false);
        node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 1)))), 0);
        node.register(Lamps.lamp(4_711), 0);
        assertTrue(sentBetween(node, 0, 10_000) > 0);
        node.receive(bytes(query), SOURCE, 10_000);
        node.wake(10_120);
        Datagram answer = node.pollDatagram();
        assertEquals(
                Lamps.TYPE,
                Lamps.message(answer).getQueryResponse().getAnswers(0).getName());
    }

    private static int sentBetween(Node node, long from, long to) {
        int sent = 0;
        for (long now = from; now <= to; now++) {
            node.wake(now);
            while (node.pollDatagram() != null) {
                sent++;
            }
        }
        return sent;
    }

    /** The records, whatever their order and the order of their entries. */
    private static Set<MDNSRecord> meaning(MDNSQueryResponse response) {
        UnaryOperator<MDNSRecord> withoutVersion = record -> {
            if (!record.hasTxtRecord()) {
                return record;
            }
            MDNSRecord.Builder copy = record.toBuilder();
            copy.getTxtRecordBuilder().removeEntries("v");
            return copy.build();
        };
        Set<MDNSRecord> records = new HashSet<>(response.getAdditionalRecordsList());
        return Set.copyOf(records.stream().map(withoutVersion).toList());
    }

    private static Service service(String packet) {
        Heard heard = Records.read(
                        Lamps.message(bytes(packet)).getQueryResponse(),
                        DiscoverySettings.Limits.defaults(),
                        new Counters())
                .stream()
                .filter(h -> h.location() != null)
                .findFirst()
                .orElseThrow();
        return heard.completing(null);
    }

    private static byte[] payload(byte[] frame) {
        return java.util.Arrays.copyOfRange(frame, 4, frame.length);
    }

    private static byte[] bytes(String packet) {
        try (InputStream in = RecordedPacketsTest.class.getResourceAsStream("/packets/" + packet + ".bin")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
