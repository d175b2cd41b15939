package dev.chatchannel.http;

import dev.chatchannel.account.Token;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cookie that holds a browser's token. No script can read it, and no foreign page can have it sent.
 *
 * <p>Over https its name begins with {@code __Host-}: then browsers take it only from this host itself, over https, so that neither
 * a neighbour under the same domain nor somebody on the way can put their own in its place. Such a cookie is sent to all applications of
 * the host, so its name also says whose it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>, and for the prefix its successor
 */
final class SessionCookie {
    private static final String NAME = "chat_channel";
    private static final String HOST_NAME = "__Host-chat-channel";
    private static final int SECONDS = (int) Duration.ofDays(365).toSeconds();

    private SessionCookie() {}

    static Optional<Token> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name(request)))
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
        Cookie cookie = new Cookie(name(request), value);
        cookie.setPath(request.isSecure() ? "/" : request.getContextPath() + "/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? hostName(request.getContextPath()) : NAME;
    }

    /** @return another name for each context path, of characters that a cookie's name may have */
    static String hostName(String contextPath) {
        StringBuilder name = new StringBuilder(HOST_NAME);
        String path = contextPath.replaceFirst("^/", "");
        if (!path.isEmpty()) name.append('-');
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(one)) name.append((char) one);
            else name.append("_%02x".formatted(one));
        }
        return name.toString();
    }

    private static boolean isPlain(byte one) {
        return one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9' || one == '-';
    }
}
