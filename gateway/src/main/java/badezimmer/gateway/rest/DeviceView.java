package badezimmer.gateway.rest;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device as REST shows it; for the API's documentation, {@link DeviceJson} writes it. */
@Schema(name = "Device")
record DeviceView(
        @Schema(examples = "Light Lamp@_lightlamp._tcp.local.")
        String id,

        @Schema(examples = "Light Lamp") String device_name,
        @Schema(examples = "LIGHT_LAMP") String category,

        @Schema(enumeration = {"UNKNOWN_KIND", "SENSOR_KIND", "ACTUATOR_KIND"})
        String kind,

        @Schema(
                enumeration = {
                    "UNKNOWN_DEVICE_STATUS",
                    "OFFLINE_DEVICE_STATUS",
                    "ONLINE_DEVICE_STATUS",
                    "ERROR_DEVICE_STATUS"
                })
        String status,

        @Schema(description = "The one that it is reached at comes first")
        List<String> ips,

        Map<String, String> properties,
        int port,
        @Schema(format = "date-time") String status_since,
        @Schema(format = "date-time") String last_seen) {}
