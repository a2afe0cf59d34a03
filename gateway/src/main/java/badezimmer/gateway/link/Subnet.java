package badezimmer.gateway.link;

import java.net.InetAddress;

/**
 * A block of addresses.
 *
 * @param address any address of the block
 * @param prefix how many leading bits all of them share
 */
public record Subnet(InetAddress address, int prefix) {

    public Subnet {
        if (prefix < 0 || prefix > address.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "a prefix is 0 to " + address.getAddress().length * 8 + ", got: " + prefix);
        }
    }

    /** Reads CIDR notation, e.g. {@code 192.168.7.0/24}; a bare address is a block of one. */
    public static Subnet parse(String cidr) {
        int slash = cidr.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
        int bits = address.getAddress().length * 8;
        return new Subnet(address, slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1)));
    }

    /** Whether {@code other} is in this block. */
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int mask = 0xFF00 >> Math.min(8, prefix - bit) & 0xFF;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
