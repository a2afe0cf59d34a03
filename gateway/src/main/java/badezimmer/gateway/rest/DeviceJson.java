package badezimmer.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Timestamp;

import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.Snapshot;
import badezimmer.proto.ConnectedDevice;

/**
 * Devices as JSON (WIRE): enum names, properties as strings. Of the devices in the last snapshot that was listed the
 * bytes are kept: those that did not change are not written again.
 */
@Singleton
class DeviceJson {

    /** @param devices each device of the snapshot, in its order */
    private record Cached(Snapshot snapshot, List<byte[]> devices) {}

    private final JsonFactory json = new JsonFactory();
    private volatile Cached cached = new Cached(Snapshot.EMPTY, List.of());

    byte[] list(Snapshot snapshot) {
        Cached last = cached;
        if (last.snapshot() != snapshot) {
            last = new Cached(snapshot, devices(snapshot, last));
            cached = last;
        }
        return joined(last.devices());
    }

    /** Both snapshots are in the order of ids: one walk finds what stayed the same. */
    private List<byte[]> devices(Snapshot snapshot, Cached before) {
        List<DeviceEntry> known = before.snapshot().devices();
        List<byte[]> devices = new ArrayList<>(snapshot.devices().size());
        int at = 0;
        for (DeviceEntry entry : snapshot.devices()) {
            while (at < known.size() && known.get(at).id().compareTo(entry.id()) < 0) {
                at++;
            }
            boolean isSame = at < known.size() && known.get(at) == entry;
            devices.add(isSame ? before.devices().get(at) : one(entry.device()));
        }
        return devices;
    }

    private static byte[] joined(List<byte[]> devices) {
        int length = 2 + Math.max(0, devices.size() - 1);
        for (byte[] device : devices) {
            length += device.length;
        }
        ByteBuffer list = ByteBuffer.allocate(length).put((byte) '[');
        for (byte[] device : devices) {
            if (list.position() > 1) {
                list.put((byte) ',');
            }
            list.put(device);
        }
        return list.put((byte) ']').array();
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
