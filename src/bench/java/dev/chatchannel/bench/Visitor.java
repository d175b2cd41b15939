package dev.chatchannel.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One who comes back again and again, each time with the place that it reached, and counts what is not the next.
 *
 * <p>Threads: {@link #visit} by one; what is heard, the HTTP client's, one at a time.
 */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]+)\"");
    private static final Pattern PUSH = Pattern.compile("\\{\"push\":\\{\"channel\":\"[^\"]+\",\"pub\":\\{\"offset\":(\\d+)");
    private static final Pattern PLACE = Pattern.compile("\"subscribe\":\\{.*?\"offset\":(\\d+)");

    private final URI address;
    private final String channel;
    private String epoch = ""; // empty until it was here for the first time
    private long offset;
    private long heard;
    private long missing;
    private long doubled;
    private WebSocket socket;

    Visitor(URI base, String channel) {
        this.address = URI.create(base.toString().replaceFirst("http", "ws")).resolve("connection/websocket");
        this.channel = channel;
    }

    /** Leaves without a goodbye, and comes again. */
    synchronized void visit() {
        if (socket != null) socket.abort();
        try {
            socket = CLIENT.newWebSocketBuilder().buildAsync(address, new Ear()).join();
            socket.sendText("{\"id\":1,\"connect\":{}}\n{\"id\":2,\"subscribe\":" + wish() + "}", true).join();
        } catch (CompletionException notLetIn) {
            System.out.println("A visitor was not let in: " + notLetIn.getCause());
        }
    }

    synchronized long heard() {
        return heard;
    }

    synchronized long missing() {
        return missing;
    }

    synchronized long doubled() {
        return doubled;
    }

    private String wish() {
        String resume = epoch.isEmpty() ? "" : ",\"recover\":true,\"epoch\":\"%s\",\"offset\":%d".formatted(epoch, offset);
        return "{\"channel\":\"%s\"%s}".formatted(channel, resume);
    }

    private synchronized void hear(WebSocket from, String line) {
        if (from != socket) return; // it left that visit
        if (line.equals("{}")) from.sendText("{}", true);
        Matcher push = PUSH.matcher(line);
        if (push.lookingAt()) note(Long.parseLong(push.group(1)));
        Matcher place = PLACE.matcher(line);
        if (!line.startsWith("{\"id\":2,")) return;
        if (!place.find()) throw new IllegalStateException("A visitor was refused: " + line);
        if (epoch.isEmpty()) begin(line, Long.parseLong(place.group(1)));
        else if (!line.contains("\"recovered\":true")) missing++;
    }

    private void begin(String answer, long at) {
        Matcher found = EPOCH.matcher(answer);
        if (found.find()) epoch = found.group(1);
        offset = at;
    }

    private void note(long next) {
        heard++;
        if (next <= offset) doubled++;
        else missing += next - offset - 1;
        offset = Math.max(offset, next);
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                frame.toString().lines().forEach(line -> hear(from, line));
                frame.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
