package dev.chatchannel.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkAddressTest {
    @Test
    void an_ipv4_address_stands_for_itself_also_inside_ipv6() {
        assertEquals("203.0.113.7", NetworkAddress.of("203.0.113.7").value());
        assertEquals("203.0.113.7", NetworkAddress.of("::ffff:203.0.113.7").value());
    }

    @Test
    void an_ipv6_address_stands_for_its_64_however_it_is_written() {
        for (String written : List.of("2001:db8:0:1::", "2001:DB8::1:0:0:0:9", "2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64")) {
            assertEquals("2001:db8:0:1::/64", NetworkAddress.of(written).value(), written);
        }
        assertEquals("0:0:0:0::/64", NetworkAddress.of("::1").value());
        assertEquals(NetworkAddress.of("::1"), NetworkAddress.of("0:0:0:0::/64"));
    }

    @Test
    void a_peer_may_come_with_a_zone_or_be_no_address() {
        assertEquals(Optional.of(NetworkAddress.of("fe80::1")), NetworkAddress.ofPeer("fe80:0:0:0:0:0:0:7%eth0"));
        assertEquals(Optional.empty(), NetworkAddress.ofPeer("unknown"));
    }

    @Test
    void what_limits_count_is_the_network_or_what_the_container_tells() {
        assertEquals(NetworkAddress.counted("2001:db8:0:1::7"), NetworkAddress.counted("2001:db8:0:1:ffff::8"));
        assertEquals("203.0.113.7", NetworkAddress.counted("203.0.113.7"));
        assertEquals("unknown", NetworkAddress.counted("unknown"));
    }

    @Test
    void what_is_no_address_is_refused_without_asking_anybody() {
        for (String wrong : List.of("", "localhost", "example.org", "300.1.1.1", "1.2.3", "10.0.0.0/8", "1.2.3.4/64", "2001:db8::/32", ":", "fe80::1%eth0", "[::1]")) {
            assertThrows(IllegalArgumentException.class, () -> NetworkAddress.of(wrong), wrong);
        }
    }
}
