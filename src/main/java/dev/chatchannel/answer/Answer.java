package dev.chatchannel.answer;

import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How answers to requests are written: JSON in UTF-8, kept by no cache. */
public final class Answer {
    private Answer() {}

    public static void json(HttpServletResponse response, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    public static void refused(HttpServletResponse response, Refused refused) throws IOException {
        refused(response, refused.refusal().status(), refused);
    }

    /** @param status where another one than the refusal's is due */
    public static void refused(HttpServletResponse response, int status, Refused refused) throws IOException {
        if (refused.refusal().temporary()) response.setHeader("Retry-After", Long.toString(refused.retrySeconds()));
        json(response, status, Json.refused(refused));
    }

    public static void failed(HttpServletResponse response, Throwable failure) throws IOException {
        refused(response, Refused.of(failure));
    }
}
