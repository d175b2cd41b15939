package dev.chatchannel.journey;

import dev.chatchannel.kit.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the WAR by {@code java -jar}, once for all tests of a class. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JavaJar implements Journey {
    private ServerProcess server;

    @BeforeAll
    void start(@TempDir Path home) {
        server = ServerProcess.startLearning(home, Map.of("channels", CHANNELS));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    ServerProcess server() {
        return server;
    }

    @Override
    public URI http(String path) {
        return server.http(path);
    }

    @Override
    public String operatorToken() {
        return server.operatorToken();
    }
}
