package badezimmer.discovery;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The unique records that a probe proposes, in a form that compares as RFC 6762 section 8.2 asks: record by record, by type,
 * then by the bytes of the data; where one list ends first, the longer one is the later. The later proposal wins the name.
 */
final class Proposal implements Comparable<Proposal> {

    private final List<byte[]> records = new ArrayList<>();

    /** An A record is type 0 and its 4 bytes, an SRV record is type 2 and its port: more is never needed to tell two apart. */
    Proposal(List<Inet4Address> addresses, int port) {
        for (Inet4Address address : addresses) {
            records.add(ByteBuffer.allocate(5)
                    .put((byte) 0)
                    .put(address.getAddress())
                    .array());
        }
        records.add(ByteBuffer.allocate(3).put((byte) 2).putShort((short) port).array());
        records.sort(Arrays::compareUnsigned);
    }

    @Override
    public int compareTo(Proposal other) {
        int common = Math.min(records.size(), other.records.size());
        for (int i = 0; i < common; i++) {
            int order = Arrays.compareUnsigned(records.get(i), other.records.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(records.size(), other.records.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Proposal that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return records.stream().mapToInt(Arrays::hashCode).sum();
    }
}
