package dev.chatchannel.http;

import dev.chatchannel.account.Token;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The cookie that holds a browser's token. No script can read it, and no foreign page can have it sent. */
final class SessionCookie {
    private static final String NAME = "chat_channel";
    private static final int SECONDS = (int) Duration.ofDays(365).toSeconds();

    private SessionCookie() {}

    static Optional<Token> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(NAME))
                .findFirst()
                .flatMap(cookie -> Token.parse(cookie.getValue()));
    }

    static void give(HttpServletRequest request, HttpServletResponse response, Token token) {
        response.addCookie(cookie(request, token.text(), SECONDS));
    }

    static void takeBack(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
        Cookie cookie = new Cookie(NAME, value);
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
