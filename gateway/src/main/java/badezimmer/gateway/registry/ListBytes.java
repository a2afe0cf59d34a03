package badezimmer.gateway.registry;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;

import badezimmer.proto.ListConnectedDevicesResponse;

/** Puts a list response together from devices that are serialized already. */
final class ListBytes {

    private ListBytes() {}

    static ByteString of(DeviceEntry[] entries) {
        int field = ListConnectedDevicesResponse.DEVICES_FIELD_NUMBER;
        int length = 0;
        for (DeviceEntry entry : entries) {
            length += CodedOutputStream.computeBytesSize(field, entry.serialized());
        }
        byte[] bytes = new byte[length];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (DeviceEntry entry : entries) {
                // A nested message and a bytes field look alike on the wire: tag, length, content.
                out.writeBytes(field, entry.serialized());
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused the devices it was measured for", e);
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
