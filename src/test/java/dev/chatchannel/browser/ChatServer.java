package dev.chatchannel.browser;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** A server of one home and one port, over all its restarts; and the ways around the page, to see what is stored and to say more. */
final class ChatServer implements AutoCloseable {
    private static final String LOBBY = "lobby";

    /** All these people come from one address. */
    private static final Map<String, String> UNLIMITED = Map.of("limit-sign-in", "off", "limit-publish", "off", "limit-guest-publish", "off");

    private final Path home;
    private final Map<String, String> settings;
    private final Map<String, String> cookies = new HashMap<>(); // by name
    private ServerProcess process;

    private ChatServer(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = new HashMap<>(settings);
        process = ServerProcess.start(home, settings);
        this.settings.put("port", String.valueOf(process.port()));
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
        return test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(ChatServer.class))
                .getOrComputeIfAbsent(ChatServer.class, one -> start(UNLIMITED), ChatServer.class);
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

    /** Is put up anew in another version: one whose page is not the same. */
    void deployAnother() {
        try {
            Path war = home.resolve("another.war");
            Files.copy(ServerProcess.war(), war);
            try (FileSystem inside = FileSystems.newFileSystem(war)) {
                Files.writeString(inside.getPath("css/tokens.css"), "\n:root { --edition: another }\n", StandardOpenOption.APPEND);
            }
            stop();
            process = ServerProcess.start(war, home, settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Says something in the lobby, as a nameless guest. */
    void hears(String text) {
        mustWork(Http.at(process).publish(LOBBY, text));
    }

    /** Says something in the lobby, as somebody of that name. @return its offset */
    long hears(String name, String text) {
        return mustWork(Http.at(process).with("Cookie", cookieOf(name)).publish(LOBBY, text)).result().at("/offset").asLong();
    }

    /** Says anew what somebody of that name has said. */
    void edits(String name, long offset, String text) {
        String params = "{\"channel\":\"lobby\",\"offset\":" + offset + ",\"text\":\"" + text + "\"}";
        mustWork(Http.at(process).with("Cookie", cookieOf(name)).api("message.edit", params));
    }

    /** Deletes what somebody of that name has said. */
    void deletes(String name, long offset) {
        mustWork(Http.at(process).with("Cookie", cookieOf(name)).api("message.delete", "{\"channel\":\"lobby\",\"offset\":" + offset + "}"));
    }

    /** Answers what was said at an offset, as somebody of that name. @return its offset */
    long replies(String name, long root, String text) {
        String params = "{\"channel\":\"lobby\",\"data\":{\"text\":\"" + text + "\",\"thread\":" + root + "}}";
        return mustWork(Http.at(process).with("Cookie", cookieOf(name)).api("publish", params)).result().at("/offset").asLong();
    }

    /** Reacts to what was said at an offset, as somebody of that name. */
    void reacts(String name, long offset, String reaction) {
        String params = "{\"channel\":\"lobby\",\"offset\":" + offset + ",\"reaction\":\"" + reaction + "\"}";
        mustWork(Http.at(process).with("Cookie", cookieOf(name)).api("reaction.add", params));
    }

    /** Takes back what anybody has said, as the operator. */
    void deletes(long offset) {
        mustWork(Http.at(process).asOperator().api("message.delete", "{\"channel\":\"lobby\",\"offset\":" + offset + "}"));
    }

    /** Puts a file into the lobby, as somebody of that name, and waits until it is there. */
    void hears(String name, byte[] file) {
        try (Client client = Client.dial(process.ws("chat-channel/")).with("Cookie", cookieOf(name)).connect()) {
            client.send(file).expect(file);
        }
    }

    /** The newest hundred texts of the lobby, the oldest of them first, as they are stored. */
    List<String> stored() {
        Answer answer = mustWork(Http.at(process).api("history", "{\"channel\":\"lobby\",\"reverse\":true,\"limit\":100}"));
        List<String> texts = new ArrayList<>();
        answer.result().path("publications").forEach(one -> texts.add(one.path("data").path("text").asText()));
        Collections.reverse(texts);
        return texts;
    }

    /** Those of {@link #stored} that are among these. */
    List<String> stored(List<String> wanted) {
        return stored().stream().filter(wanted::contains).toList();
    }

    /** Closes all connections of an account, as the operator. */
    void close(String account, int code, String reason) {
        String params = "{\"user\":\"" + account + "\",\"code\":" + code + ",\"reason\":\"" + reason + "\"}";
        mustWork(Http.at(process).asOperator().api("connection.close", params));
    }

    /** Lets no guests in from an address, as the operator. @return until when, in milliseconds since 1970 */
    long bansGuests(String address, int seconds) {
        mustWork(Http.at(process).asOperator().api("address.ban", "{\"address\":\"" + address + "\",\"seconds\":" + seconds + "}"));
        return Http.at(process).get("sign-in").result().at("/address_ban/until").asLong();
    }

    /** Requests beside the page. */
    Http web() {
        return Http.at(process);
    }

    /** The code of the link in the log of the first start. */
    String startCode() {
        return process.startCode();
    }

    /** The code of a new invitation. */
    String invitation() {
        return Http.at(process).invitation();
    }

    /** The code by which an account gets a new password. */
    String resetOf(String account) {
        return mustWork(Http.at(process).asOperator().api("account.reset", "{\"user\":\"" + account + "\"}")).result().path("code").asText();
    }

    /** The cookie of somebody of that name, who takes it now unless they have it. */
    String cookieOf(String name) {
        return cookies.computeIfAbsent(name, one -> mustWork(Http.at(process).signIn(name)).cookie());
    }

    /** The cookie of somebody who makes an account of that name now. */
    String memberCookie(String name) {
        return mustWork(Http.at(process).signUp(invitation(), name, Http.PASSWORD)).cookie();
    }

    private static Answer mustWork(Answer answer) {
        if (answer.status() != 200) throw new AssertionError("Refused: " + answer);
        return answer;
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
