package dev.chatchannel.journey;

import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the WAR by {@code java -jar}, once for all journeys of one Java machine, as a container deploys it once for all. */
@Timeout(60)
abstract class JavaJar implements Journey {
    @RegisterExtension
    final Shared shared = new Shared();

    ServerProcess server() {
        return shared.server;
    }

    @Override
    public URI http(String path) {
        return server().http(path);
    }

    @Override
    public String operatorToken() {
        return server().operatorToken();
    }

    /** Starts it when the first test asks; it ends with the session of tests. */
    static final class Shared implements BeforeEachCallback {
        private ServerProcess server;

        @Override
        public void beforeEach(ExtensionContext test) {
            server = test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Shared.class))
                    .getOrComputeIfAbsent(ServerProcess.class, one -> start(), ServerProcess.class);
        }

        private static ServerProcess start() {
            try {
                Path home = Files.createTempDirectory(Path.of("target"), "home-");
                return ServerProcess.startLearning(home, Map.of("channels", CHANNELS, "limit-search", "off"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
