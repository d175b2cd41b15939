package dev.chatchannel.http;

import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/** How requests are read and answers written: JSON in UTF-8, kept by no cache. */
final class Answer {
    private Answer() {}

    static void json(HttpServletResponse response, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static void refused(HttpServletResponse response, Refused refused) throws IOException {
        if (refused.refusal().temporary()) response.setHeader("Retry-After", Long.toString(refused.retrySeconds()));
        json(response, refused.refusal().status(), Json.refused(refused));
    }

    static void failed(HttpServletResponse response, Throwable failure) throws IOException {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        refused(response, cause instanceof Refused refused ? refused : Refusal.INTERNAL.refused());
    }

    /** @throws Refused when the body is longer than {@code most} bytes, or not UTF-8 */
    static String body(HttpServletRequest request, int most) {
        byte[] bytes = IncomingBody.of(request);
        if (bytes.length > most) throw Refusal.TOO_LONG.refused("The body is longer than " + most + " bytes.");
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.BAD_REQUEST.refused("The body is not UTF-8.");
        }
    }
}
