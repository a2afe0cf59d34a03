package badezimmer.gateway.rest;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.core.Response;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.gateway.command.DeviceException;
import badezimmer.gateway.discovery.BareGateway;
import badezimmer.gateway.fuzz.Inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any body of a PATCH: it is carried out by the lamp, or refused with a problem that says why. */
class CommandBodyFuzzTest {

    private static final Set<Integer> EXPECTED = Set.of(400, 404, 422);

    private static BareGateway gateway;
    private static DevicesResource resource;

    @BeforeAll
    static void start() throws Exception {
        gateway = new BareGateway();
        resource = new DevicesResource(gateway.registry, gateway.commands, new DeviceJson(), null);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    /** Input: a byte that says whether it is for a lamp, for a sink or for nobody; the body. */
    @FuzzTest
    void bodies(byte[] input) {
        int control = input.length == 0 ? 0 : input[0];
        byte[] body = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        try {
            String id = (control & 2) == 0 ? BareGateway.LAMP : "Nobody@_lightlamp._tcp.local.";
            Uni<String> answer = (control & 1) == 0 ? resource.light(id, body) : resource.sink(id, body);
            assertEquals("Done.", new JsonObject(answer.await().atMost(Duration.ofSeconds(10))).getString("message"));
        } catch (DeviceException e) {
            Response problem = Problem.of(e);
            assertTrue(EXPECTED.contains(problem.getStatus()), () -> problem.getStatus() + ": " + e.getMessage());
            assertEquals(problem.getStatus(), new JsonObject((String) problem.getEntity()).getInteger("status"));
        }
    }

    @ParameterizedTest
    @MethodSource
    void knownInputs(byte[] input) {
        bodies(input);
    }

    static Stream<Named<byte[]>> knownInputs() {
        return Inputs.of(CommandBodyFuzzTest.class, "bodies");
    }
}
