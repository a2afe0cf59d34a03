package badezimmer.acceptance;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.WatchDevicesRequest;

import static org.awaitility.Awaitility.await;

/** A client that keeps a stream of changes open and notes when it first heard of what. */
final class Watch implements AutoCloseable {

    private final InputStream stream;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

    private Watch(InputStream stream) {
        this.stream = stream;
    }

    /** By {@code WatchDevices}, over gRPC-Web. */
    static Watch grpc(Gateway gateway) {
        Watch watch = new Watch(gateway.grpcWeb("WatchDevices", WatchDevicesRequest.getDefaultInstance()));
        watch.read(stream -> watch.readFrames(new DataInputStream(stream)));
        watch.when("snapshot complete");
        return watch;
    }

    /** By server-sent events. */
    static Watch sse(Gateway gateway) {
        Watch watch = new Watch(gateway.stream("/devices/events"));
        watch.read(
                stream -> watch.readLines(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))));
        watch.when("open");
        return watch;
    }

    /** What is noted when the device is shown with this value of its property {@code n}. */
    static String shown(String id, String n) {
        return id + " n=" + n;
    }

    /** What is noted when the device is gone. */
    static String gone(String id) {
        return id + " gone";
    }

    /** When ({@link System#nanoTime}) this was first heard; waits until it is. */
    long when(String what) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> arrivals.get(what), moment -> moment != null);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // It was closed by the gateway before.
        }
    }

    private void read(Consumer<InputStream> reader) {
        Thread.ofPlatform().daemon().start(() -> reader.accept(stream));
    }

    private void readFrames(DataInputStream frames) {
        try {
            while (true) {
                DeviceEvent event = DeviceEvent.parseFrom(Gateway.nextMessage(frames));
                switch (event.getEventCase()) {
                    case CHANGED -> note(event.getChanged());
                    case REMOVED -> note(gone(event.getRemoved()));
                    case SNAPSHOT_COMPLETE -> note("snapshot complete");
                    case EVENT_NOT_SET -> {}
                }
            }
        } catch (IOException e) {
            // Closed by either side.
        }
    }

    private void readLines(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note("open");
                if (line.startsWith("data:")) {
                    note(ConnectedDevice.parseFrom(
                            Base64.getDecoder().decode(line.substring(5).strip())));
                }
            }
        } catch (IOException e) {
            // Closed by either side.
        }
    }

    private void note(ConnectedDevice device) {
        note(shown(device.getId(), device.getPropertiesOrDefault("n", "")));
        if (device.getStatus() == DeviceStatus.OFFLINE_DEVICE_STATUS) {
            note(gone(device.getId()));
        }
    }

    private void note(String what) {
        arrivals.putIfAbsent(what, System.nanoTime());
    }
}
