package dev.chatchannel.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of {@code java -jar chat-channel.war}. */
class StandaloneIT {
    private static final int JAVA_8 = 52; // as class files say it
    private static final HttpClient BROWSER = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @TempDir
    Path home;

    @Test
    void it_says_in_one_line_where_it_is_and_answers_there() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            assertEquals(List.of("Chat Channel is ready at http://localhost:" + server.port() + "/"), ready(server));
            assertEquals(200, get(server.http("health")).statusCode());
        }
    }

    @Test
    void its_own_classes_and_version_stay_hidden() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            for (String path : List.of("dev/chatchannel/standalone/Main.class", "WEB-INF/embedded/chat-channel-server.jar",
                    "META-INF/MANIFEST.MF", "no-such-page")) {
                HttpResponse<String> answer = get(server.http(path));
                assertEquals(404, answer.statusCode(), path);
                assertFalse(answer.body().contains("Tomcat"), answer.body());
                assertTrue(answer.headers().firstValue("Server").isEmpty());
            }
        }
    }

    @Test
    void the_files_of_the_page_are_served_compressed() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            HttpRequest request = request(server.http("webjars/lit-html/3.3.2/lit-html.js")).header("Accept-Encoding", "gzip").build();
            HttpResponse<byte[]> script = BROWSER.send(request, BodyHandlers.ofByteArray());
            assertEquals(200, script.statusCode());
            assertEquals("gzip", script.headers().firstValue("Content-Encoding").orElse("none"));
            assertEquals("gzip", encoding(server, ""));
            assertEquals("gzip", encoding(server, "css/tokens.css"));
            assertEquals("gzip", encoding(server, "api/openapi.json"));
        }
    }

    private static String encoding(ServerProcess server, String path) throws Exception {
        HttpRequest request = request(server.http(path)).header("Accept-Encoding", "gzip").build();
        return BROWSER.send(request, BodyHandlers.discarding()).headers().firstValue("Content-Encoding").orElse("none");
    }

    @Test
    void a_port_in_use_is_one_sentence(@TempDir Path secondHome) {
        try (ServerProcess first = ServerProcess.start(home);
                ServerProcess second = ServerProcess.run(secondHome, Map.of("port", "" + first.port()))) {
            assertEquals(1, second.awaitExit());
            assertEquals(
                    List.of("Port " + first.port() + " is in use; choose another with --port=… or CHAT_CHANNEL_PORT."),
                    second.output());
        }
    }

    @Test
    void sigterm_ends_it_soon_and_leaves_the_home_to_the_next() {
        try (ServerProcess first = ServerProcess.start(home)) {
            int code = assertTimeout(Duration.ofSeconds(10), first::stop);
            assertEquals(143, code);
        }
        try (ServerProcess next = ServerProcess.start(home)) {
            assertEquals(1, ready(next).size());
        }
    }

    @Test
    void a_home_in_use_is_said_and_nothing_is_served() {
        try (ServerProcess first = ServerProcess.start(home);
                ServerProcess second = ServerProcess.run(home, Map.of())) {
            assertEquals(1, second.awaitExit());
            assertEquals(List.of(), ready(second));
            second.awaitLine(line -> line.startsWith("Chat Channel cannot start: "));
            assertEquals(1, ready(first).size());
        }
    }

    @Test
    void what_it_unpacked_is_gone_when_it_ends_and_after_kill_with_the_next_start() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        ServerProcess killed = inTemporary(temporary);
        killed.awaitLine(line -> line.contains("is ready"));
        killed.kill();
        assertEquals(1, unpacked(temporary));
        try (ServerProcess next = inTemporary(temporary)) {
            next.awaitLine(line -> line.contains("is ready"));
            assertEquals(1, unpacked(temporary));
            next.stop();
            assertEquals(0, unpacked(temporary));
        }
    }

    /** Each start deleted it with all messages: it is called like what is unpacked, and has a lock that is free when nobody runs. */
    @Test
    void a_data_directory_among_temporary_files_is_no_leftover() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        Path data = temporary.resolve("chat-channel-data");
        String token;
        try (ServerProcess first = ServerProcess.start(data)) {
            token = first.operatorToken();
        }
        try (ServerProcess next = inTemporary(temporary)) {
            next.awaitLine(line -> line.contains("is ready"));
        }
        try (ServerProcess again = ServerProcess.start(data)) {
            assertEquals(200, Http.at(again).with("Authorization", "Bearer " + token).api("account.list", "{}").status());
        }
    }

    @Test
    void it_tells_its_version_and_its_settings() {
        try (ServerProcess version = ServerProcess.command(List.of(), List.of("--version"));
                ServerProcess help = ServerProcess.command(List.of(), List.of("--help"))) {
            assertEquals(0, version.awaitExit());
            assertTrue(version.output().get(0).matches("Chat Channel \\d+\\..*"), version.output().toString());
            assertEquals(0, help.awaitExit());
            help.awaitLine(line -> line.contains("--port="));
            help.awaitLine(line -> line.startsWith("  run "));
        }
    }

    @Test
    void it_runs_by_its_command_too_and_a_slip_is_told_with_the_nearest() {
        try (ServerProcess server = ServerProcess.command(List.of("-Dchat-channel.home=" + home), List.of("run", "--port=0", "--address=127.0.0.1"));
                ServerProcess slip = ServerProcess.command(List.of(), List.of("rnu", "--port=0"))) {
            assertEquals(2, slip.awaitExit());
            assertEquals(List.of("There is no command \"rnu\"; did you mean run?"), slip.output());
            server.awaitLine(line -> line.contains("is ready"));
        }
    }

    @Test
    void a_bad_setting_is_one_sentence() {
        try (ServerProcess port = ServerProcess.command(List.of(), List.of("--port=abc"));
                ServerProcess argument = ServerProcess.command(List.of(), List.of("-port"))) {
            assertEquals(2, port.awaitExit());
            assertEquals(
                    List.of("The setting port is \"abc\" (system property); expected a whole number from 0 to 65535."),
                    port.output());
            assertEquals(2, argument.awaitExit());
            assertEquals(List.of("Expected --name=value, not \"-port\"; --help lists the settings."), argument.output());
        }
    }

    @Test
    void the_door_opens_on_java_8_and_the_gate_for_tomcat_9_too() throws Exception {
        try (ZipFile war = new ZipFile(System.getProperty("chat-channel.war", "target/chat-channel.war"))) {
            assertEquals(JAVA_8, classVersion(war.getInputStream(war.getEntry("dev/chatchannel/standalone/Main.class"))));
            try (ZipInputStream gate = new ZipInputStream(war.getInputStream(war.getEntry("WEB-INF/lib/chat-channel-gate.jar")))) {
                for (ZipEntry entry = gate.getNextEntry(); entry != null; entry = gate.getNextEntry()) {
                    if (entry.getName().endsWith("JavaxGate.class")) {
                        assertEquals(JAVA_8, classVersion(gate));
                        return;
                    }
                }
            }
        }
        fail("The gate is not in the WAR");
    }

    private static int classVersion(InputStream classFile) throws IOException {
        byte[] head = classFile.readNBytes(8);
        return head[6] << 8 | head[7];
    }

    private ServerProcess inTemporary(Path temporary) {
        return ServerProcess.command(
                List.of("-Djava.io.tmpdir=" + temporary, "-Dchat-channel.home=" + home.resolve("data")),
                List.of("--port=0", "--address=127.0.0.1"));
    }

    private static int unpacked(Path temporary) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, "chat-channel-*")) {
            for (Path directory : directories) {
                count += Files.isDirectory(directory) ? 1 : 0;
            }
        }
        return count;
    }

    private static List<String> ready(ServerProcess server) {
        return server.output().stream().filter(line -> line.contains("ready")).toList();
    }

    private static HttpResponse<String> get(URI page) throws Exception {
        return BROWSER.send(request(page).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI page) {
        return HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10));
    }
}
