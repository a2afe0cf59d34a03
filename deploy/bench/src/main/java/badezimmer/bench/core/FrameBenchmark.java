package badezimmer.bench.core;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.wire.FrameDecoder;
import badezimmer.wire.FrameException;
import badezimmer.wire.Frames;

/** A command put into a frame, and taken out of one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {

    private final BadezimmerRequest request = BadezimmerRequest.newBuilder()
            .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder()
                    .setDeviceId("Light Lamp@_lightlamp._tcp.local.")
                    .setLightAction(LightLampActionRequest.newBuilder().setBrightness(50)))
            .build();
    private final byte[] frame = Frames.encode(request);
    private byte[] decoded;
    private final FrameDecoder decoder = new FrameDecoder(Frames.MAX_LENGTH, payload -> decoded = payload);

    @Benchmark
    public byte[] encodeFrame() {
        return Frames.encode(request);
    }

    @Benchmark
    public byte[] decodeFrame() throws FrameException {
        decoder.feed(ByteBuffer.wrap(frame));
        return decoded;
    }
}
