package badezimmer.gateway.link;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SubnetTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.7.0/24, 192.168.7.255, true",
        "192.168.7.0/24, 192.168.8.0, false",
        "192.168.7.9/24, 192.168.7.1, true",
        "10.0.0.0/12, 10.15.255.255, true",
        "10.0.0.0/12, 10.16.0.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2, false",
        "10.1.2.3/31, 10.1.2.2, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false"
    })
    void holdsTheAddressesThatShareItsPrefix(String cidr, String address, boolean contained) {
        assertEquals(contained, Subnet.parse(cidr).contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "home", "10.0.0/24x", ""})
    void refusesWhatIsNoCidr(String cidr) {
        assertThrows(IllegalArgumentException.class, () -> Subnet.parse(cidr));
    }

    @Test
    void reachesItsOwnNetworksAndThoseThatAreAllowed() {
        Reach reach = new Reach(() -> List.of(Subnet.parse("192.168.7.4/24")), List.of(Subnet.parse("10.1.0.0/16")));
        assertTrue(reach.allows(InetAddress.ofLiteral("192.168.7.200")));
        assertTrue(reach.allows(InetAddress.ofLiteral("10.1.2.3")));
        assertFalse(reach.allows(InetAddress.ofLiteral("10.2.0.1")));
        assertFalse(reach.allows(InetAddress.ofLiteral("127.0.0.1")));
        assertFalse(reach.allows(InetAddress.ofLiteral("0.0.0.0")));
        assertTrue(reach.isThisHost(InetAddress.ofLiteral("192.168.7.4")));
        assertFalse(reach.isThisHost(InetAddress.ofLiteral("192.168.7.5")));
    }

    @Test
    void neverReachesGroups() {
        Reach everywhere = new Reach(List::of, List.of(Subnet.parse("0.0.0.0/0")));
        assertFalse(everywhere.allows(InetAddress.ofLiteral("224.0.0.251")));
        assertFalse(everywhere.allows(InetAddress.ofLiteral("255.255.255.255")));
    }
}
