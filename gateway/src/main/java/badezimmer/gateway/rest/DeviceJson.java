package badezimmer.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Timestamp;

import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.Snapshot;
import badezimmer.proto.ConnectedDevice;

/** Devices as JSON (WIRE): enum names, properties as strings. The list is made once for each snapshot. */
@Singleton
class DeviceJson {

    private record Cached(Snapshot snapshot, byte[] json) {}

    private final JsonFactory json = new JsonFactory();
    private volatile Cached cached = new Cached(null, null);

    byte[] list(Snapshot snapshot) {
        Cached last = cached;
        if (last.snapshot() != snapshot) {
            last = new Cached(snapshot, write(out -> {
                out.writeStartArray();
                for (DeviceEntry entry : snapshot.devices()) {
                    write(entry.device(), out);
                }
                out.writeEndArray();
            }));
            cached = last;
        }
        return last.json();
    }

    byte[] one(ConnectedDevice device) {
        return write(out -> write(device, out));
    }

    private static void write(ConnectedDevice device, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", device.getId());
        out.writeStringField("device_name", device.getDeviceName());
        out.writeStringField("category", device.getCategory().name());
        out.writeStringField("kind", device.getKind().name());
        out.writeStringField("status", device.getStatus().name());
        out.writeArrayFieldStart("ips");
        for (String ip : device.getIpsList()) {
            out.writeString(ip);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : new TreeMap<>(device.getPropertiesMap()).entrySet()) {
            out.writeStringField(property.getKey(), property.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("port", device.getPort());
        out.writeStringField("status_since", text(device.getStatusSince()));
        out.writeStringField("last_seen", text(device.getLastSeen()));
        out.writeEndObject();
    }

    private static String text(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos())
                .toString();
    }

    private byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused JSON", e);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }
}
