package dev.chatchannel.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered to a request.
 *
 * @param headers by their names in lower case
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Wire.json(text());
    }

    /** The member {@code result}. */
    public JsonNode result() {
        return json().path("result");
    }

    /** The word for programs of a refusal, such as {@code too-long}. */
    public String reason() {
        return json().path("error").path("reason").asText();
    }

    /** The cookie that was set, as a browser sends it back. */
    public String cookie() {
        return header("set-cookie").orElseThrow(() -> new AssertionError("No cookie in " + this)).split(";")[0];
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }
}
