package dev.chatchannel.kit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks by HTTP/1.1: the upgrade to HTTP/2 hangs in some containers. It has no cookies but those it is given. Immutable. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Wire.PATIENCE)
            .build();

    /** The password of everybody who signs up here. */
    public static final String PASSWORD = "a boat in the rain";

    private final Place place;
    private final List<String> headers;

    private Http(Place place, List<String> headers) {
        this.place = place;
        this.headers = headers;
    }

    public static Http at(Place place) {
        return new Http(place, List.of());
    }

    public Http with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(header, value));
        return new Http(place, more);
    }

    /** The same client with the operator's token. */
    public Http asOperator() {
        return with("Authorization", "Bearer " + place.operatorToken());
    }

    public Answer get(String path) {
        return answer(request(path).GET());
    }

    public Answer post(String path, String body) {
        return answer(request(path).POST(BodyPublishers.ofString(body)));
    }

    public Answer post(String path, byte[] body) {
        return answer(request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Brings a file to a channel. */
    public Answer bring(String channel, String name, byte[] content) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return with("X-File-Name", encoded).post("files?channel=" + channel, content);
    }

    /** Says something with files that were brought. */
    public Answer publish(String channel, String text, String... files) {
        String ids = "[\"" + String.join("\",\"", files) + "\"]";
        return api("publish", "{\"channel\":\"" + channel + "\",\"data\":{\"text\":" + Wire.quoted(text) + ",\"files\":" + ids + "}}");
    }

    public Answer send(String method, String path) {
        return answer(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Runs a command. */
    public Answer api(String method, String params) {
        return post("api/" + method, params);
    }

    /** Says something by {@code POST /api/publish}. */
    public Answer publish(String channel, String text) {
        return api("publish", "{\"channel\":\"" + channel + "\",\"data\":{\"text\":" + Wire.quoted(text) + "}}");
    }

    /** Takes a name, as our own page does. */
    public Answer signIn(String name) {
        return post("sign-in", "{\"name\":" + Wire.quoted(name) + "}");
    }

    /** Makes an account with a password, by an invitation. @return the same client with its cookie */
    public Http signUp(String name) {
        Answer signedUp = signUp(invitation(), name, PASSWORD);
        if (signedUp.status() != 200) throw new AssertionError("Not signed up: " + signedUp);
        return with("Cookie", signedUp.cookie());
    }

    /** Makes an account, as our own page does. */
    public Answer signUp(String code, String name, String password) {
        return post("sign-up", "{\"code\":\"" + code + "\",\"name\":" + Wire.quoted(name) + ",\"password\":" + Wire.quoted(password) + "}");
    }

    /** Signs in to an account, as our own page does. */
    public Answer signIn(String name, String password) {
        return post("sign-in", "{\"name\":" + Wire.quoted(name) + ",\"password\":" + Wire.quoted(password) + "}");
    }

    /** Has the operator make an invitation. @return its code */
    public String invitation() {
        return at(place).asOperator().api("invite.create", "{}").result().path("code").asText();
    }

    private HttpRequest.Builder request(String path) {
        URI address = place.http(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Wire.PATIENCE);
        return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    private static Answer answer(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, List<String>> headers = lowerCased(response.headers().map());
            return new Answer(response.statusCode(), headers, response.body());
        } catch (IOException failure) {
            throw new AssertionError("No answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for an answer");
        }
    }

    private static Map<String, List<String>> lowerCased(Map<String, List<String>> headers) {
        return headers.entrySet().stream().collect(Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
