package dev.chatchannel.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisAddressTest {
    @Test
    void one_server_may_need_a_password_and_tls() {
        RedisAddress address = RedisAddress.parse("rediss://chat:p%40ss+1@redis.example:7000/0");
        assertEquals(List.of(new HostAndPort("redis.example", 7000)), address.hosts());
        assertEquals(Optional.of("chat"), address.user());
        assertEquals(Optional.of("p@ss+1"), address.password());
        assertTrue(address.tls());
    }

    @Test
    void ports_are_the_usual_ones_where_none_is_said() {
        assertEquals(List.of(new HostAndPort("a", 6379)), RedisAddress.parse("redis://:secret@a").hosts());
        assertEquals(List.of(new HostAndPort("a", 26379), new HostAndPort("::1", 1)), RedisAddress.parse("redis-sentinel://a,[::1]:1/master").hosts());
        assertEquals(RedisAddress.Kind.CLUSTER, RedisAddress.parse("rediss-cluster://a,b:7001").kind());
    }

    @Test
    void a_password_is_never_shown() {
        String address = "redis-cluster://chat:secret@a,b:7001";
        assertEquals("redis-cluster://a:6379,b:7001", RedisAddress.parse(address).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redis", "http://a", "redis://", "redis://a,b", "redis://a:0", "redis://a:65536", "redis://a:x", "redis-sentinel://a", "redis://u:secret@a@b", "redis://a b"})
    void what_is_none_is_refused_without_its_password(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> RedisAddress.parse(text));
        assertFalse(refused.getMessage().contains("secret"));
    }
}
