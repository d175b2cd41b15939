package dev.chatchannel.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
    @Test
    void each_application_of_a_host_has_a_cookie_of_its_own() {
        assertEquals("__Host-chat-channel", SessionCookie.hostName(""));
        assertEquals("__Host-chat-channel-chat", SessionCookie.hostName("/chat"));
        assertEquals("__Host-chat-channel-team_2fchat", SessionCookie.hostName("/team/chat"));
        assertEquals("__Host-chat-channel-_e8_81_8a", SessionCookie.hostName("/聊"));
        List<String> paths = List.of("", "/chat", "/Chat", "/team/chat", "/team-chat", "/team_chat", "/team_2fchat", "/a;b=c", "/a%20b");
        Set<String> names = paths.stream().map(SessionCookie::hostName).collect(Collectors.toSet());
        assertEquals(paths.size(), names.size());
        assertTrue(names.stream().allMatch(name -> name.matches("__Host-[A-Za-z0-9_-]+")), names::toString);
    }
}
