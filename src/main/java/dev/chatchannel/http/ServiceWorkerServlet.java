package dev.chatchannel.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code GET /service-worker.js}: the script by which a browser keeps our pages, with the list of their files before it. So it changes with any of
 * them, by which browsers notice that there is a new version. Its {@code ETag} is that version.
 */
public final class ServiceWorkerServlet extends HttpServlet {
    private static final String SCRIPT = "/WEB-INF/service-worker.js"; // there, as it is nothing without the list
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long serialVersionUID = 1;

    private final String etag;
    private final byte[] content;

    public ServiceWorkerServlet(ServletContext context, Shell shell) throws IOException {
        this.etag = "W/\"" + shell.version() + "\"";
        String list = JSON.writeValueAsString(Map.of("version", shell.version(), "files", shell.files(), "later", shell.later()));
        try (InputStream script = context.getResourceAsStream(SCRIPT)) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            this.content = ("const SHELL = " + list + ";\n" + text).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", etag);
        response.setContentType("text/javascript;charset=UTF-8");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
