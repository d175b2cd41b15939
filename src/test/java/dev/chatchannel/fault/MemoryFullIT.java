package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More people than the heap has room for: who is in stays in, and the next are told to come later. */
@Timeout(120)
class MemoryFullIT {
    private static final int MOST = 6_000;

    @TempDir
    Path home;

    @Test
    void when_the_heap_is_full_newcomers_are_told_to_come_later_and_who_is_in_goes_on() throws Exception {
        List<RawClient> crowd = new ArrayList<>();
        try (ServerProcess server = ServerProcess.command(
                        List.of("-Xmx32m", "-XX:+UseSerialGC", "-Dchat-channel.home=" + home, "-Dchat-channel.limit-connect=off"),
                        List.of("--port=0", "--address=127.0.0.1"));
                PlainClient there = PlainClient.connect(server)) {
            String refused = fill(server, crowd);
            assertTrue(refused.contains(" 503 ") && refused.contains("\r\nRetry-After: "), refused);
            there.say("still here");
            there.await(frame -> frame.endsWith(": still here"));
            assertTrue(server.output().stream().noneMatch(line -> line.contains("OutOfMemory")), server.output().toString());
        } finally {
            for (RawClient client : crowd) client.close();
        }
    }

    /** @return what the first was told who was not let in */
    private static String fill(ServerProcess server, List<RawClient> crowd) {
        try {
            while (crowd.size() < MOST) crowd.add(RawClient.connect(server));
        } catch (IOException notLetIn) {
            return notLetIn.getMessage();
        }
        throw new AssertionError("All were let in: " + crowd.size());
    }
}
