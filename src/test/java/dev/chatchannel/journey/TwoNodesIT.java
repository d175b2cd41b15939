package dev.chatchannel.journey;

import dev.chatchannel.kit.Node;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that have nothing in common but a database. */
class TwoNodesIT extends TwoNodesJourney {
    @TempDir
    static Path homes;

    private static ServerProcess first;
    private static ServerProcess second;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of("database", Postgres.shared().newDatabase(), "guests", "true");
        first = ServerProcess.start(homes.resolve("first"), settings);
        second = ServerProcess.start(homes.resolve("second"), settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Override
    Place here() {
        return first;
    }

    @Override
    Place there() {
        return new Node(second, first.operatorToken());
    }
}
