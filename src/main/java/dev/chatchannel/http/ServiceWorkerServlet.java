package dev.chatchannel.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /service-worker.js}: the script by which a browser keeps our pages, with the list of their files before it. So it changes with any of
 * them, by which browsers notice that there is a new version. Its {@code ETag} is that version.
 */
public final class ServiceWorkerServlet extends HttpServlet {
    private static final String SCRIPT = "/WEB-INF/service-worker.js"; // there, as it is nothing without the list
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long serialVersionUID = 1;

    private final transient Shell.Finder files;
    private final List<String> pages;
    private transient Worker worker; // guarded by this; made with the first request

    /** @param pages which the browser keeps, by their paths under the root, without a slash before them */
    public ServiceWorkerServlet(Shell.Finder files, List<String> pages) {
        this.files = files;
        this.pages = pages;
    }

    private synchronized Worker worker() throws IOException {
        if (worker == null) worker = Worker.of(getServletContext(), files.of(pages));
        return worker;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Worker worker = worker();
        response.setHeader("ETag", worker.etag());
        response.setContentType("text/javascript;charset=UTF-8");
        response.setContentLength(worker.content().length);
        response.getOutputStream().write(worker.content());
    }

    private record Worker(String etag, byte[] content) {
        static Worker of(ServletContext context, Shell shell) throws IOException {
            String list = JSON.writeValueAsString(Map.of("version", shell.version(), "files", shell.files(), "later", shell.later()));
            try (InputStream script = context.getResourceAsStream(SCRIPT)) {
                String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
                return new Worker("W/\"" + shell.version() + "\"", ("const SHELL = " + list + ";\n" + text).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
