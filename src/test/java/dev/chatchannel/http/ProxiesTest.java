package dev.chatchannel.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatchannel.http.Proxies.Header;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final String PROXY = "10.1.2.3";
    private static final List<String> OURS = List.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/33");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nobody", value = {
        "203.0.113.7 | 203.0.113.7",
        "203.0.113.7, 10.9.9.9 | 203.0.113.7",
        "1.1.1.1, 203.0.113.7, 10.9.9.9, 127.0.0.1 | 203.0.113.7", // what a client claims is not believed
        "10.5.5.5 | 10.5.5.5", // a client among our own machines
        "203.0.113.7:4711 | 203.0.113.7",
        "2a00::1 | 2a00:0:0:0:0:0:0:1",
        "[2a00::1]:443 | 2a00:0:0:0:0:0:0:1",
        "::ffff:203.0.113.7 | 203.0.113.7",
        "203.0.113.7, 2001:db8:7fff::1 | 203.0.113.7",
        "203.0.113.7, 2001:db8:8000::1 | 2001:db8:8000:0:0:0:0:1", // a bit outside of the network
        "unknown, 10.9.9.9 | 10.9.9.9",
        "evil.example.org | nobody",
        "cafe | nobody",
        "999.1.1.1 | nobody",
        "1.2.3 | nobody",
        "'' | nobody",
        "' , ,' | nobody",
    })
    void the_first_stranger_from_the_right_is_the_client(String told, String client) {
        assertEquals(client, client(Header.X_FORWARDED, PROXY, Map.of("X-Forwarded-For", List.of(told))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nobody", value = {
        "for=203.0.113.7;proto=https | 203.0.113.7 https",
        "For=\"203.0.113.7:99\" ; Proto=HTTP;by=10.1.1.1 | 203.0.113.7 http",
        "for=\"[2a00::1]:4711\" | 2a00:0:0:0:0:0:0:1",
        "for=1.1.1.1;proto=https, for=203.0.113.7;proto=http, for=10.4.4.4;proto=https | 203.0.113.7 http",
        "for=\"a,b\", for=203.0.113.7 | 203.0.113.7",
        "for=_hidden, for=10.4.4.4 | 10.4.4.4",
        "for=unknown | nobody",
        "for=203.0.113.7;proto=wss | 203.0.113.7 https",
        "for=203.0.113.7;proto=ftp | 203.0.113.7",
        "nonsense | nobody",
        "\"\"\",;=for | nobody",
    })
    void forwarded_is_read_as_rfc_7239_writes_it(String told, String client) {
        assertEquals(client, client(Header.FORWARDED, PROXY, Map.of("Forwarded", List.of(told))));
    }

    @Test
    void several_lines_of_a_header_are_one_list() {
        assertEquals("203.0.113.7", client(Header.X_FORWARDED, PROXY, Map.of("X-Forwarded-For", List.of("1.1.1.1", "203.0.113.7, 10.9.9.9"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https | 203.0.113.7 https", "http | 203.0.113.7 http", "'http, https' | 203.0.113.7 http", "'https, http, https' | 203.0.113.7 https",
        "gopher | 203.0.113.7"
    })
    void the_scheme_stands_beside_the_client_or_alone(String schemes, String client) {
        Map<String, List<String>> headers = Map.of("X-Forwarded-For", List.of("203.0.113.7, 10.9.9.9"), "X-Forwarded-Proto", List.of(schemes));
        assertEquals(client, client(Header.X_FORWARDED, PROXY, headers));
    }

    @Test
    void who_is_no_proxy_of_ours_is_not_believed() {
        Map<String, List<String>> headers = Map.of("X-Forwarded-For", List.of("203.0.113.7"), "Forwarded", List.of("for=203.0.113.7"));
        assertEquals("203.0.113.7", client(Header.X_FORWARDED, "127.0.0.1", headers));
        assertEquals(null, client(Header.X_FORWARDED, "11.0.0.1", headers));
        assertEquals(null, client(Header.FORWARDED, "192.168.0.1", headers));
        assertEquals(true, Proxies.NONE.client("127.0.0.1", name -> headers.getOrDefault(name, List.of())).isEmpty());
    }

    /** A proxy that writes one kind passes the other on, as the client made it up. */
    @Test
    void the_other_kind_of_header_is_not_believed() {
        Map<String, List<String>> headers = Map.of("X-Forwarded-For", List.of("203.0.113.7"), "Forwarded", List.of("for=1.1.1.1"));
        assertEquals("203.0.113.7", client(Header.X_FORWARDED, PROXY, headers));
        assertEquals("1.1.1.1", client(Header.FORWARDED, PROXY, headers));
    }

    @Test
    void a_giant_header_costs_little() {
        String giant = "for=\"".repeat(100_000);
        assertEquals(null, client(Header.FORWARDED, PROXY, Map.of("Forwarded", List.of(giant))));
        assertEquals("10.1.1.1", client(Header.X_FORWARDED, PROXY, Map.of("X-Forwarded-For", List.of("10.1.1.1,".repeat(100_000)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "2001:db8::/129", "::g", "10.0.0.0/8/8"})
    void what_is_no_network_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Proxies.of(List.of(text), Header.FORWARDED));
    }

    /** @return who it is, and the scheme if it was told; or null */
    private static String client(Header header, String peer, Map<String, List<String>> headers) {
        return Proxies.of(OURS, header)
                .client(peer, name -> headers.getOrDefault(name, List.of()))
                .map(client -> client.address().getHostAddress() + client.scheme().map(scheme -> " " + scheme).orElse(""))
                .orElse(null);
    }
}
