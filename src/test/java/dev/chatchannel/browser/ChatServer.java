package dev.chatchannel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A server of one home and one port, over all its restarts; and the ways around the page, to see what is stored and to say more. */
final class ChatServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path home;
    private final Map<String, String> settings;
    private final Map<String, String> cookies = new HashMap<>(); // by name
    private final String operatorToken;
    private ServerProcess process;

    private ChatServer(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = new HashMap<>(settings);
        process = ServerProcess.start(home, settings);
        this.settings.put("port", String.valueOf(process.port()));
        operatorToken = process.awaitLine(line -> line.contains("operator's token")).replaceFirst(".*: ", "");
    }

    static ChatServer start(Map<String, String> settings) {
        try {
            return new ChatServer(Files.createTempDirectory("chat-channel-"), settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The one that tests share which do not care what else was said. */
    static ChatServer shared(ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(ChatServer.class))
                .getOrComputeIfAbsent(ChatServer.class, one -> start(Map.of()), ChatServer.class);
    }

    URI http(String path) {
        return process.http(path);
    }

    int port() {
        return process.port();
    }

    /** Ends as an operator ends it. */
    void stop() {
        process.stop();
        process.close();
    }

    /** Ends as by a power cut. */
    void kill() {
        process.kill();
        process.close();
    }

    void startAgain() {
        process = ServerProcess.start(home, settings);
    }

    /** Says something in the lobby, as a nameless guest. */
    void hears(String text) {
        request("api/publish", lobby(Map.of("data", Map.of("text", text))), Map.of());
    }

    /** Says something in the lobby, as somebody of that name. */
    void hears(String name, String text) {
        request("api/publish", lobby(Map.of("data", Map.of("text", text))), Map.of("Cookie", cookieOf(name)));
    }

    /** Puts a file into the lobby, as somebody of that name. */
    void hears(String name, byte[] file) {
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("Cookie", cookieOf(name))
                .buildAsync(URI.create(http("chat-channel/").toString().replaceFirst("http", "ws")), new WebSocket.Listener() {})
                .join();
        socket.sendBinary(ByteBuffer.wrap(file), true).join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** The newest hundred texts of the lobby, the oldest of them first, as they are stored. */
    List<String> stored() {
        JsonNode answer = request("api/history", lobby(Map.of("reverse", true, "limit", 100)), Map.of());
        List<String> texts = new ArrayList<>();
        answer.path("result").path("publications").forEach(one -> texts.add(one.path("data").path("text").asText()));
        Collections.reverse(texts);
        return texts;
    }

    /** Those of {@link #stored} that are among these. */
    List<String> stored(List<String> wanted) {
        return stored().stream().filter(wanted::contains).toList();
    }

    /** Closes all connections of an account, as the operator. */
    void close(String account, int code, String reason) {
        request("connection.close", Map.of("user", account, "code", code, "reason", reason));
    }

    private void request(String method, Map<String, ?> params) {
        request("api/" + method, params, Map.of("Authorization", "Bearer " + operatorToken));
    }

    private static Map<String, Object> lobby(Map<String, ?> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.put("channel", "lobby");
        return all;
    }

    private String cookieOf(String name) {
        return cookies.computeIfAbsent(name, one -> post("sign-in", Map.of("name", name), Map.of())
                .headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", ""));
    }

    private JsonNode request(String path, Map<String, ?> params, Map<String, String> headers) {
        try {
            return JSON.readTree(post(path, params, headers).body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private HttpResponse<String> post(String path, Map<String, ?> params, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(http(path)).timeout(Chromium.PATIENCE);
            headers.forEach(request::header);
            HttpResponse<String> answer = HTTP.send(request.POST(BodyPublishers.ofString(JSON.writeValueAsString(params))).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new AssertionError(path + " " + params + " was answered by " + answer.body());
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for an answer");
        }
    }

    @Override
    public void close() {
        process.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
