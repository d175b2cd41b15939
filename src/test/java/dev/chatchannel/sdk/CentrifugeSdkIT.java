package dev.chatchannel.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import dev.chatchannel.kit.Witness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentrifugeSdkIT {
    private static final Path SOURCE = Path.of("src", "test", "sdk");
    private static final Path MODULES = Path.of("target", "sdk");
    private static final String TOKEN = "The operator's token, shown this once: ";

    @TempDir
    Path home;

    @BeforeAll
    static void needsNode() throws Exception {
        boolean there = runs("node", "--version") && runs("npm", "--version");
        if (System.getenv("CI") != null) assertTrue(there, "CI has Node and npm");
        assumeTrue(there, "Node and npm are not here");
        Files.createDirectories(MODULES);
        for (String file : List.of("package.json", "journey.mjs")) {
            Files.write(MODULES.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
        }
        assertEquals(0, run(MODULES, "install.log", "npm", "install", "--no-audit", "--no-fund", "--no-package-lock"), "npm install");
    }

    @Test
    void the_public_client_talks_goes_away_and_comes_back_with_everything() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            String token = server.awaitLine(line -> line.contains(TOKEN)).replaceFirst(".*" + TOKEN, "");
            int exit = run(MODULES, "journey.log", "node", "journey.mjs",
                    server.ws("connection/websocket").toString(), server.ws("chat-channel/").toString(), token);
            List<String> said = Files.readAllLines(MODULES.resolve("journey.log"));
            assertEquals(List.of(), said.stream().filter(line -> !line.startsWith("ok ")).toList());
            assertEquals(0, exit);
            assertTrue(said.size() > 15, () -> "ended early: " + said);
            assertKeepsTheContract(server.ws("connection/websocket"));
        }
    }

    /** What the server sends to a foreign client, and what that client, which knows nothing of our contract, sends. */
    private static void assertKeepsTheContract(URI address) throws IOException {
        Map<Integer, Witness> sockets = new HashMap<>();
        List<String> frames = Files.readAllLines(MODULES.resolve("frames.jsonl"));
        for (JsonNode frame : frames.stream().map(Wire::json).toList()) {
            Witness witness = sockets.computeIfAbsent(frame.path("socket").asInt(), number -> Witness.of(address, ""));
            if (frame.path("way").asText().equals("sent")) witness.sent(frame.path("frame").asText());
            else witness.heard(frame.path("frame").asText());
        }
        assertTrue(sockets.size() > 3 && frames.size() > 100, () -> frames.size() + " frames");
        sockets.values().forEach(Witness::check);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static int run(Path directory, String log, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> command[0] + " did not end");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
