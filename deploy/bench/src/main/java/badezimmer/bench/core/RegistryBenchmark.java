package badezimmer.bench.core;

import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.DeviceStatus;

/** What a list costs that nothing changed, one that follows a change, and a change alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegistryBenchmark {

    @Param({"5", "1000"})
    private int devices;

    private DeviceRegistry registry;
    private ConnectedDevice[] states;
    private int next;

    @Setup
    public void fill() {
        registry = new DeviceRegistry();
        states = new ConnectedDevice[2 * devices];
        for (int i = 0; i < states.length; i++) {
            states[i] = ConnectedDevice.newBuilder()
                    .setId("Lamp %04d@_lightlamp._tcp.local.".formatted(i % devices))
                    .setDeviceName("Lamp %04d".formatted(i % devices))
                    .setKind(DeviceKind.ACTUATOR_KIND)
                    .setCategory(DeviceCategory.LIGHT_LAMP)
                    .setStatus(DeviceStatus.ONLINE_DEVICE_STATUS)
                    .addIps("192.168.7.20")
                    .setPort(40_000)
                    .putProperties("is_on", "true")
                    .putProperties("brightness", Integer.toString(i / devices))
                    .putProperties("color", "0xFFFFFF")
                    .build();
            registry.put(states[i]);
        }
    }

    @Benchmark
    public ByteString list() {
        return registry.snapshot().listResponse();
    }

    @Benchmark
    public ByteString encodeList() {
        change();
        return registry.snapshot().listResponse();
    }

    @Benchmark
    public void change() {
        next = next + 1 == states.length ? 0 : next + 1;
        registry.put(states[next]);
    }
}
