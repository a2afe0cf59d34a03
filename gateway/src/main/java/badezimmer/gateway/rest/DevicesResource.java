package badezimmer.gateway.rest;

import java.util.Set;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import badezimmer.gateway.command.Commands;
import badezimmer.gateway.command.DeviceException;
import badezimmer.gateway.http.RequestLimits;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.Color;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

/** The devices, and what can be done to them. An id may be written with percent escapes or as it is. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Devices")
@APIResponse(
        responseCode = "default",
        description = "Refused or failed; the status follows from the code",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.View.class)))
public class DevicesResource {

    private final DeviceRegistry registry;
    private final Commands commands;
    private final DeviceJson json;
    private final RequestLimits limits;

    public DevicesResource(DeviceRegistry registry, Commands commands, DeviceJson json, RequestLimits limits) {
        this.registry = registry;
        this.commands = commands;
        this.json = json;
        this.limits = limits;
    }

    @GET
    @Operation(summary = "Every device")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = DeviceView.class)))
    public byte[] list() {
        return json.list(registry.snapshot());
    }

    @GET
    @Path("/{id: .+}")
    @Operation(summary = "One device")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeviceView.class)))
    @APIResponse(responseCode = "404", description = "No device has this id")
    public byte[] get(@PathParam("id") String id) {
        return registry.snapshot()
                .find(id)
                .map(entry -> json.one(entry.device()))
                .orElseThrow(() -> DeviceException.ofGateway(ErrorDetails.newBuilder()
                        .setCode(ErrorCode.DEVICE_NOT_FOUND)
                        .setMessage("no device has the id " + id)
                        .putMetadata("device_id", id)
                        .build()));
    }

    @PATCH
    @Path("/light/{id: .+}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Switches, dims or colors a lamp; what is left out stays as it is")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LightView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<String> light(@PathParam("id") String id, @Context RoutingContext request) {
        return body(request).chain(body -> light(id, body));
    }

    Uni<String> light(String id, byte[] body) {
        CommandBody fields = CommandBody.parse(body, Set.of("turn_on", "brightness", "color"));
        LightLampActionRequest.Builder action = LightLampActionRequest.newBuilder();
        fields.flag("turn_on").ifPresent(action::setTurnOn);
        fields.integer("brightness").ifPresent(action::setBrightness);
        fields.integer("color")
                .ifPresent(color -> action.setColor(Color.newBuilder().setValue(color)));
        return send(SendActuatorCommandRequest.newBuilder().setDeviceId(id).setLightAction(action));
    }

    @PATCH
    @Path("/sink/{id: .+}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Opens or closes a sink's tap")
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SinkView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<String> sink(@PathParam("id") String id, @Context RoutingContext request) {
        return body(request).chain(body -> sink(id, body));
    }

    Uni<String> sink(String id, byte[] body) {
        CommandBody fields = CommandBody.parse(body, Set.of("turn_on"));
        SinkActionRequest.Builder action = SinkActionRequest.newBuilder();
        fields.flag("turn_on").ifPresent(action::setTurnOn);
        return send(SendActuatorCommandRequest.newBuilder().setDeviceId(id).setSinkAction(action));
    }

    private Uni<byte[]> body(RoutingContext request) {
        Future<byte[]> body = limits.read(request).map(whole -> {
            if (whole == null) {
                throw new WebApplicationException(limits.rule(), Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
            return whole.getBytes();
        });
        return Uni.createFrom().completionStage(body.toCompletionStage());
    }

    private Uni<String> send(SendActuatorCommandRequest.Builder command) {
        return Uni.createFrom()
                .completionStage(() -> commands.send(command.build()).toCompletionStage())
                .map(answer ->
                        new JsonObject().put("message", answer.getMessage()).encode());
    }

    @Schema(name = "LightCommand")
    record LightView(
            Boolean turn_on,
            @Schema(minimum = "0", maximum = "100") Integer brightness,

            @Schema(minimum = "0", maximum = "16777215", description = "0xRRGGBB as a number")
            Integer color) {}

    @Schema(name = "SinkCommand")
    record SinkView(Boolean turn_on) {}

    @Schema(name = "Done")
    record MessageView(String message) {}
}
