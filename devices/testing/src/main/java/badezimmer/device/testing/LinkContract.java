package badezimmer.device.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ListConnectedDevicesRequest;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every device does with what comes over its link, good and bad. */
abstract class LinkContract extends RunningDevice {

    @Test
    void oneConnectionCarriesOneRequestAfterAnother() throws IOException {
        try (RawLink link = link()) {
            for (int i = 0; i < 3; i++) {
                assertPong(link.ask(PING));
            }
        }
    }

    @Test
    void takesARequestInTenSegments() throws IOException {
        byte[] frame = RawLink.frame(BadezimmerRequest.newBuilder()
                .setListDevices(ListConnectedDevicesRequest.newBuilder().setFilterName("any"))
                .build());
        assertTrue(frame.length >= 10);
        try (RawLink link = link()) {
            for (byte one : frame) {
                link.send(new byte[] {one});
            }
            assertPong(link.receive());
        }
    }

    @Test
    void takesTwoRequestsInOneSegment() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(RawLink.frame(PING));
        both.write(RawLink.frame(PING));
        try (RawLink link = link()) {
            link.send(both.toByteArray());
            assertPong(link.receive());
            assertPong(link.receive());
        }
    }

    @Test
    void takesAZeroLengthFrame() throws IOException {
        try (RawLink link = link()) {
            link.send(new byte[Integer.BYTES]);
            assertPong(link.receive());
        }
    }

    @Test
    void refusesAnOversizedFrameFromItsPrefix() throws IOException {
        double before = dropped("oversized");
        for (int prefix : new int[] {0xFFFF_FFFF, 64 * 1024 + 1}) {
            try (RawLink link = link()) {
                link.send(ByteBuffer.allocate(Integer.BYTES).putInt(prefix).array());
                assertEquals(
                        ErrorCode.INVALID_COMMAND, link.receive().getError().getCode());
                assertTrue(link.isClosedByPeer());
            }
        }
        assertEquals(before + 2, dropped("oversized"));
        theNextGoodMessageWorks();
    }

    @Test
    void answersAMalformedMessageAndGoesOn() throws IOException {
        double before = dropped("malformed");
        try (RawLink link = link()) {
            link.send(new byte[] {0, 0, 0, 3, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
            assertEquals(ErrorCode.INVALID_COMMAND, link.receive().getError().getCode());
            assertPong(link.ask(PING));
        }
        assertEquals(before + 1, dropped("malformed"));
    }

    @Test
    void survivesRandomBytes() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(1, 200)];
            random.nextBytes(noise);
            try (RawLink link = link()) {
                link.send(noise);
            }
        }
        theNextGoodMessageWorks();
    }

    @Test
    void dropsAFrameThatIsNotFinished() throws IOException {
        double before = dropped("unfinished");
        byte[] frame = RawLink.frame(PING);
        try (RawLink link = link()) {
            link.send(Arrays.copyOf(frame, frame.length - 1));
            assertTrue(link.isClosedByPeer());
        }
        assertEquals(before + 1, dropped("unfinished"));
        theNextGoodMessageWorks();
    }

    @Test
    void aConnectThatSendsNothingIsNoError() throws IOException {
        for (int i = 0; i < 20; i++) {
            link().close();
        }
        theNextGoodMessageWorks();
    }

    private void theNextGoodMessageWorks() {
        await().ignoreExceptions().untilAsserted(() -> {
            try (RawLink link = link()) {
                assertPong(link.ask(PING));
            }
        });
    }

    private double dropped(String reason) {
        return metric("badezimmer_link_frames_dropped_total{reason=\"" + reason + "\"}");
    }
}
