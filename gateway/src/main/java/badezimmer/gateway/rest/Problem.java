package badezimmer.gateway.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import jakarta.ws.rs.core.Response;

import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import badezimmer.gateway.command.DeviceException;
import badezimmer.gateway.text.Text;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;

/** What went wrong, as RFC 9457 writes it, with the members of ErrorDetails beside. */
final class Problem {

    static final String MEDIA_TYPE = "application/problem+json";

    /** A problem as the API's documentation shows it. */
    @Schema(name = "Problem")
    record View(
            String type,
            @Schema(examples = "Unprocessable Content") String title,
            @Schema(examples = "422") int status,

            @Schema(examples = "brightness is 101, allowed is 0 to 100")
            String detail,

            @Schema(
                    enumeration = {
                        "UNKNOWN_ERROR",
                        "DEVICE_NOT_FOUND",
                        "INVALID_COMMAND",
                        "DEVICE_OFFLINE",
                        "VALIDATION_ERROR"
                    })
            String code,

            Map<String, String> metadata) {}

    private Problem() {}

    static Response of(DeviceException failure) {
        return of(status(failure), failure.details());
    }

    static Response of(int status, ErrorDetails details) {
        return response(
                status,
                details.getMessage(),
                Map.of("code", details.getCode().name(), "metadata", new TreeMap<>(details.getMetadataMap())));
    }

    /** A problem of HTTP that no ErrorCode stands for. */
    static Response of(int status, String detail) {
        return response(status, detail, Map.of());
    }

    /** DESIGN's table. */
    private static int status(DeviceException failure) {
        ErrorCode code = failure.details().getCode();
        return switch (code) {
            case DEVICE_NOT_FOUND -> 404;
            case INVALID_COMMAND -> 400;
            case VALIDATION_ERROR -> 422;
            case DEVICE_OFFLINE -> 503;
            case UNKNOWN_ERROR, UNRECOGNIZED -> failure.deviceFailed() ? 502 : 500;
        };
    }

    private static Response response(int status, String detail, Map<String, Object> members) {
        // Jakarta does not know 422.
        Response.Status known = Response.Status.fromStatusCode(status);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", known == null ? "Unprocessable Content" : known.getReasonPhrase());
        problem.put("status", status);
        problem.put("detail", Text.cut(Objects.requireNonNullElse(detail, "")));
        problem.putAll(members);
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new JsonObject(problem).encode())
                .build();
    }
}
