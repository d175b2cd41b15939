package dev.chatchannel.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.opentest4j.TestAbortedException;

/**
 * The browser of this machine, started once for all tests of one Java machine. Playwright's own is never downloaded.
 *
 * <p>Best without a window to begin with: the whole one takes three times the work for the same page.
 */
final class Chromium implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> USUAL_PLACES = List.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> QUIETLY = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright = Playwright.create();
    private final Browser browser;

    private Chromium(Path program) {
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(QUIETLY));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    /** The one browser. Skips the test when this machine has none, but fails it in CI. */
    static Browser of(ExtensionContext test) {
        Path program = program().orElseThrow(Chromium::missing);
        return test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Chromium.class, one -> new Chromium(program), Chromium.class)
                .browser;
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getProperty("chromium")), USUAL_PLACES.stream())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static RuntimeException missing() {
        String reason = "No Chromium at " + USUAL_PLACES + "; install one, or say where it is: -Dchromium=…";
        return "true".equals(System.getenv("CI")) ? new IllegalStateException(reason) : new TestAbortedException(reason);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
