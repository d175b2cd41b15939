package dev.chatchannel.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ShellTest {
    private static final Path PAGES = Path.of("webapp");
    private static final int HEADS = 300; // bytes of one answer, about
    private static final int MOST = 300_000; // bytes of a first visit

    private final ServletContext context = (ServletContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> method.getName().equals("getResourceAsStream") ? open((String) arguments[0]) : null);

    @Test
    void all_that_the_page_imports_is_found_and_nothing_that_is_only_spoken_of() throws IOException {
        Shell shell = shell("index.html");
        assertTrue(shell.files().containsAll(List.of("index.html", "app.js", "css/tokens.css", "ui/chat-room.js")), shell::toString);
        assertTrue(shell.later().containsAll(List.of("i18n/en.js", "i18n/zh-CN.js")), "Only one of them is spoken");
        assertTrue(shell.files().stream().anyMatch(file -> file.matches("webjars/lit-html/.*/lit-html\\.js")), shell::toString);
        assertTrue(shell.files().stream().anyMatch(file -> file.matches("webjars/lit-html/.*/directives/repeat\\.js")), shell::toString);
        assertFalse(shell.files().contains("state/administration.js"), "That is of the other page");
        assertFalse(shell.files().stream().anyMatch(shell.later()::contains), shell::toString);
    }

    @Test
    void the_version_is_of_all_files_together() throws IOException {
        Shell one = shell("index.html");
        assertEquals(one, shell("index.html"));
        assertFalse(one.version().equals(shell("admin.html").version()));
    }

    @Test
    void a_page_has_the_same_shell_beside_another_as_alone() throws IOException {
        Shell.Finder finder = new Shell.Finder(context);
        finder.of(List.of("admin.html"));
        assertEquals(shell("index.html"), finder.of(List.of("index.html")));
    }

    @Test
    void a_first_visit_is_under_300_kilobytes_compressed() throws IOException {
        long size = HEADS + Math.max(compressed("i18n/en.js"), compressed("i18n/zh-CN.js"));
        for (String file : shell("index.html").files()) size += HEADS + compressed(file);
        assertTrue(size < MOST, size + " bytes");
    }

    private Shell shell(String page) throws IOException {
        return new Shell.Finder(context).of(List.of(page));
    }

    private int compressed(String file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream content = open("/" + file); OutputStream packed = new GZIPOutputStream(bytes)) {
            content.transferTo(packed);
        }
        return bytes.size();
    }

    /** As a container does: from the web application, then from its libraries. */
    private static InputStream open(String path) {
        try {
            Path file = PAGES.resolve(path.substring(1));
            return Files.isRegularFile(file) ? Files.newInputStream(file) : ShellTest.class.getResourceAsStream("/META-INF/resources" + path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
