package dev.chatchannel.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code GET /}: the page, with a word ahead about every script that it will need. A browser learns of a script's imports only when it has that script, which
 * by a chain of six takes six ways to the server and back; so it asks for all of them at once.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload">HTML, modulepreload</a>
 */
public final class PageServlet extends HttpServlet {
    private static final String AFTER_IMPORT_MAP = "</script>"; // before it no module may be asked for
    private static final long serialVersionUID = 1;

    private final transient Shell.Finder files;
    private final String path;
    private transient Page page; // guarded by this; made with the first request

    /** @param path of the page under the root, without a slash before it */
    public PageServlet(Shell.Finder files, String path) {
        this.files = files;
        this.path = path;
    }

    private synchronized Page page() throws IOException {
        if (page == null) page = Page.of(getServletContext(), path, files.of(List.of(path)));
        return page;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page page = page();
        response.setHeader("ETag", page.etag());
        if (page.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.content().length);
        response.getOutputStream().write(page.content());
    }

    private record Page(String etag, byte[] content) {
        static Page of(ServletContext context, String path, Shell shell) throws IOException {
            try (InputStream file = context.getResourceAsStream("/" + path)) {
                String html = new String(file.readAllBytes(), StandardCharsets.UTF_8);
                int place = html.indexOf(AFTER_IMPORT_MAP) + AFTER_IMPORT_MAP.length();
                String whole = html.substring(0, place) + preloads(shell, html) + html.substring(place);
                return new Page("W/\"" + shell.version() + "\"", whole.getBytes(StandardCharsets.UTF_8));
            }
        }

        private static String preloads(Shell shell, String html) {
            return shell.files().stream()
                    .filter(file -> file.endsWith(".js") && !html.contains("<script src=\"" + file + "\"")) // that one is no module
                    .map(file -> "\n  <link rel=\"modulepreload\" href=\"" + file + "\">")
                    .collect(Collectors.joining());
        }
    }
}
