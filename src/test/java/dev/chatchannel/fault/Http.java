package dev.chatchannel.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatchannel.kit.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;

/** What is asked by request. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;
    private static final int PAGE = 100;

    private Http() {}

    /** Takes a name. @return the header that says who one is from then on */
    static Map<String, String> signIn(Place server, String name) {
        HttpResponse<String> answer = post(server, "sign-in", JsonClient.object().put("name", name));
        if (answer.statusCode() != 200) throw new AssertionError(name + " cannot sign in: " + answer.body());
        return Map.of("Cookie", answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""));
    }

    /** Reads the whole lobby, oldest first, page by page. */
    static List<JsonClient.Heard> history(Place server) {
        List<JsonClient.Heard> all = new ArrayList<>();
        String epoch = command(server, "history", lobby()).get("epoch").asText();
        for (List<JsonClient.Heard> page = page(server, epoch, 0); !page.isEmpty(); ) {
            all.addAll(page);
            page = page(server, epoch, page.get(page.size() - 1).offset());
        }
        return all;
    }

    static HttpResponse<String> publish(Place server, String text) {
        ObjectNode params = lobby();
        params.putObject("data").put("text", text);
        return post(server, "api/publish", params);
    }

    /** Publishes as that account. @return the answer, or nothing when none came in time */
    static Optional<JsonNode> publish(Place server, Map<String, String> account, String text, String clientId, Duration patience) {
        ObjectNode params = lobby();
        params.putObject("data").put("text", text).put("client_id", clientId);
        try {
            HttpResponse<String> answer = post(server, "api/publish", params, account, patience);
            return Optional.of(json(answer.body()));
        } catch (UncheckedIOException broken) {
            return Optional.empty();
        }
    }

    static int present(Place server) {
        return command(server, "presence_stats", lobby()).get("num_clients").asInt();
    }

    /** Asks again and again until as many are present as wanted. */
    static void awaitPresent(Place server, IntPredicate wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int present = present(server); !wanted.test(present); present = present(server)) {
            if (System.nanoTime() > deadline) throw new AssertionError("Still present after " + patience + ": " + present);
            pause();
        }
    }

    private static List<JsonClient.Heard> page(Place server, String epoch, long after) {
        ObjectNode params = lobby().put("limit", PAGE);
        params.putObject("since").put("offset", after).put("epoch", epoch);
        return JsonClient.publications(command(server, "history", params));
    }

    private static JsonNode command(Place server, String method, ObjectNode params) {
        HttpResponse<String> answer = post(server, "api/" + method, params);
        if (answer.statusCode() != 200) throw new AssertionError(method + " was refused: " + answer.body());
        return json(answer.body()).get("result");
    }

    private static ObjectNode lobby() {
        return JsonClient.object().put("channel", "lobby");
    }

    private static HttpResponse<String> post(Place server, String path, ObjectNode params) {
        return post(server, path, params, Map.of(), PATIENCE);
    }

    private static HttpResponse<String> post(Place server, String path, ObjectNode params, Map<String, String> headers, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path)).POST(BodyPublishers.ofString(params.toString()));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<String>> answer = CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new UncheckedIOException(new IOException(failure.getCause()));
        } catch (TimeoutException late) { // the client's own time limit ends with the head of an answer
            answer.cancel(true);
            throw new UncheckedIOException(new HttpTimeoutException("No answer within " + patience));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for an answer");
        }
    }

    private static JsonNode json(String body) {
        try {
            return JsonClient.JSON.readTree(body);
        } catch (IOException notJson) {
            throw new AssertionError("Not JSON: " + body, notJson);
        }
    }

    /** There is nothing to wait on but the next answer; this only spares the machine. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
