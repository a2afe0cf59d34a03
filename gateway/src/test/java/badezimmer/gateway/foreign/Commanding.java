package badezimmer.gateway.foreign;

import java.util.Optional;

import io.restassured.response.ValidatableResponse;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.Color;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.LightLampActionRequest;

import static badezimmer.gateway.foreign.ForeignLink.say;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static badezimmer.gateway.foreign.Gateway.status;
import static org.hamcrest.Matchers.is;

/** Commands over REST to devices of somebody else's making. */
abstract class Commanding {

    static ForeignDevice online(ForeignDevice device) {
        try {
            device.announce();
            awaitStatus(device.id(), "ONLINE");
            return device;
        } catch (RuntimeException | Error e) {
            device.close();
            throw e;
        }
    }

    static Optional<byte[]> refuse(BadezimmerRequest request, ErrorCode code, String message) {
        return request.hasEmpty() ? ForeignLink.obey(request) : say(ForeignLink.error(code, message));
    }

    static ValidatableResponse assertProblem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status))
                .body("code", is(code));
    }

    static LightLampActionRequest action(boolean on, int brightness, int color) {
        return LightLampActionRequest.newBuilder()
                .setTurnOn(on)
                .setBrightness(brightness)
                .setColor(Color.newBuilder().setValue(color))
                .build();
    }
}
