package dev.chatchannel.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.chatchannel.kit.CutWire;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What one test needs: a server, and people with browsers. Judges at the end what their pages complained of. */
final class Stage implements BeforeEachCallback, AfterEachCallback {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final boolean ARE_WANTED = Boolean.getBoolean("pictures"); // each takes a tenth of a second of a processor
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final List<Person> people = new ArrayList<>();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>(); // the newest first
    private ExtensionContext test;
    private Browser browser;
    private ChatServer server;

    @Override
    public void beforeEach(ExtensionContext test) {
        this.test = test;
        browser = Chromium.of(test);
        server = null;
    }

    /** The one that most tests share, unless this test has said otherwise. */
    ChatServer server() {
        if (server == null) server = ChatServer.shared(test);
        return server;
    }

    /** The server of the tests of this class, which is the one from now on. Each must stand what the others have left there. */
    ChatServer serverOfClass(Map<String, String> settings) {
        ExtensionContext all = test.getParent().orElseThrow();
        server = all.getStore(Namespace.create(Stage.class)).getOrComputeIfAbsent(ChatServer.class, one -> ChatServer.start(settings), ChatServer.class);
        return server;
    }

    /** Starts a server for this test alone, which is the one from now on. */
    ChatServer ownServer(Map<String, String> settings) {
        server = closing(ChatServer.start(settings));
        return server;
    }

    /** A wire to the server. */
    CutWire wire() {
        return closing(CutWire.to(server().port()));
    }

    /** Somebody with a browser of their own, who is not there yet. They get a number, so that no test takes another's name. */
    Person person(String name) {
        return personNamed(name + " " + PEOPLE.incrementAndGet());
    }

    /** The same, for a server of its own: the name is theirs as it is. */
    Person personNamed(String name) {
        return join(new Person(name, browser, server().http("")));
    }

    /** Another tab in the browser of somebody who has opened the page. */
    Person tabOf(Person person) {
        return join(person.otherTab()).isOnline();
    }

    /** The same, where the server may not take a connection more. */
    Person tabWithoutConnection(Person person) {
        return join(person.otherTab());
    }

    private Person join(Person person) {
        people.add(person);
        return person;
    }

    <T extends AutoCloseable> T closing(T thing) {
        toClose.push(thing);
        return thing;
    }

    /** Takes a picture of a page, to be looked at, where {@code -Dpictures=true} asks for them. */
    static void picture(Page page, String name) {
        if (ARE_WANTED) take(page, name);
    }

    private static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setAnimations(ScreenshotAnimations.DISABLED));
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        List<String> complaints = new ArrayList<>();
        for (Person person : people) complaints.addAll(person.complaints());
        if (test.getExecutionException().isPresent() || !complaints.isEmpty()) takePictures(test);
        for (Person person : people) person.leaves();
        people.clear();
        while (!toClose.isEmpty()) toClose.pop().close();
        if (!complaints.isEmpty()) throw new AssertionError("The pages complained:\n" + String.join("\n", complaints));
    }

    private void takePictures(ExtensionContext test) {
        String rule = "failed/" + test.getRequiredTestClass().getSimpleName() + "." + test.getRequiredTestMethod().getName();
        for (Person person : people) {
            try {
                if (person.isThere()) take(person.page(), rule + "-" + person.name().replace(' ', '-'));
            } catch (PlaywrightException crashed) {
                System.err.println("No picture of " + person.name() + ": " + crashed.getMessage());
            }
        }
    }
}
