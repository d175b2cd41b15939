package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The five lines that this project began with still work, from any page. */
class SnippetIT {
    private static final String SCRIPT = "const socket = new WebSocket('ws://127.0.0.1:PORT/chat-channel/'); "
            + "socket.onopen = () => setInterval(() => socket.send('你好好!!!'), 1000); "
            + "socket.onmessage = event => { document.body.append(event.data + '\\n') };";
    private static final Pattern TWICE = Pattern.compile("(guest-[a-z0-9]+: 你好好!!!\\s+){2}");

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void a_script_on_a_page_of_another_origin_talks_as_a_guest() throws IOException {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", this::answer);
        elsewhere.start();
        stage.closing(() -> elsewhere.stop(0));

        Person visitor = stage.person("Visitor").at(URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/")).opens();
        assertThat(visitor.page().locator("body")).containsText(TWICE);
        visitor.picture("snippet");
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean isPage = exchange.getRequestURI().getPath().equals("/");
        String page = "<!doctype html><meta charset=utf-8><title>Elsewhere</title><body style='white-space:pre'><script>"
                + SCRIPT.replace("PORT", String.valueOf(stage.server().port())) + "</script>";
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(isPage ? 200 : 204, isPage ? body.length : -1);
        if (isPage) exchange.getResponseBody().write(body);
        exchange.close();
    }
}
