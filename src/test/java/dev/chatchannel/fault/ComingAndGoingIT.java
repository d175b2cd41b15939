package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections leave nothing behind. */
@Timeout(120)
class ComingAndGoingIT {
    private static final int ROUNDS = 300;
    private static final int FEW = 30;

    @TempDir
    Path home;

    @Test
    void three_hundred_visits_leave_no_threads_no_files_and_nobody_behind() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc to count threads and open files");
        try (ServerProcess server = ServerProcess.start(home)) {
            visit(server, FEW);
            long threads = count(server, "task");
            long files = count(server, "fd");
            visit(server, ROUNDS);
            Http.awaitPresent(server, present -> present == 0, Duration.ofSeconds(30));
            assertTrue(count(server, "task") < threads + FEW, "threads");
            assertTrue(count(server, "fd") < files + FEW, "open files");
        }
    }

    /** Comes and goes by turns: with a goodbye, and by cutting the line. */
    private static void visit(ServerProcess server, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            if (i % 2 == 0) sayGoodbye(server);
            else RawClient.connect(server).close();
        }
    }

    private static void sayGoodbye(ServerProcess server) {
        try (JsonClient client = JsonClient.connect(server)) {
            client.subscribe();
        }
    }

    private static long count(ServerProcess server, String what) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", "" + server.pid(), what))) {
            return all.count();
        }
    }
}
