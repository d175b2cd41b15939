package dev.chatchannel.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatchannel.account.Place;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code GET /manifest.webmanifest}: by what name and looks a device installs the page. Its addresses are relative, as the page may stand anywhere.
 *
 * @see <a href="https://www.w3.org/TR/appmanifest/">Web Application Manifest</a>
 */
public final class ManifestServlet extends HttpServlet {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long serialVersionUID = 1;

    private final transient Place place;

    public ManifestServlet(Place place) {
        this.place = place;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] content = JSON.writeValueAsString(manifest(place.info().name().value())).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/manifest+json;charset=UTF-8");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static Map<String, Object> manifest(String name) {
        return new TreeMap<>(Map.of(
                "name", name,
                "short_name", name,
                "id", "./",
                "start_url", "./",
                "scope", "./",
                "display", "standalone",
                "background_color", "#faf8f5",
                "theme_color", "#0f6e6e",
                "icons", List.of(
                        icon("icons/icon-192.png", "192x192", "any"),
                        icon("icons/icon-512.png", "512x512", "any"),
                        icon("icons/icon-maskable-512.png", "512x512", "maskable"))));
    }

    private static Map<String, String> icon(String address, String sizes, String purpose) {
        return new TreeMap<>(Map.of("src", address, "sizes", sizes, "type", "image/png", "purpose", purpose));
    }
}
