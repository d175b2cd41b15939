package dev.chatchannel.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Chromium with one page, spoken to by its DevTools protocol. What comes over the network is counted, as the browser counts it: compressed, with heads.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>
 */
final class Chromium implements AutoCloseable {
    private static final Pattern DOOR = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");
    private static final Pattern LOADED = Pattern.compile("\"method\":\"Network\\.loadingFinished\".*\"encodedDataLength\":([0-9.]+)");
    private static final int PATIENCE = 120; // s

    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> questions = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();

    Chromium() throws Exception {
        Path profile = Files.createTempDirectory(Child.SCRATCH, "chromium-");
        List<String> command = new ArrayList<>(List.of(System.getProperty("chromium", "/usr/bin/chromium"), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
                "--window-size=1280,800", "--user-data-dir=" + profile, "about:blank"));
        process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(door(process), new Listener()).get(PATIENCE, TimeUnit.SECONDS);
        String target = member("targetId", ask("Target.createTarget", "{\"url\":\"about:blank\"}", null));
        session = member("sessionId", ask("Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}", null));
        for (String domain : List.of("Page", "Network", "Runtime", "HeapProfiler")) tell(domain + ".enable", "{}");
        tell("Page.bringToFront", "{}"); // a page behind another one draws no frames
    }

    private static URI door(Process process) throws IOException {
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher door = DOOR.matcher(line);
            if (!door.find()) continue;
            Thread rest = new Thread(() -> said.lines().forEach(one -> {}), "chromium");
            rest.setDaemon(true);
            rest.start();
            return URI.create(door.group(1));
        }
        throw new IOException("Chromium did not start");
    }

    /** Goes there, with everything counted anew. Returns in the new document: what is asked in the one before may never be answered. */
    void open(URI address) throws InterruptedException {
        run("window.before = 1");
        bytes.set(0);
        requests.set(0);
        tell("Page.navigate", "{\"url\":\"" + address + "\"}");
        while (number("window.before ?? 0") == 1) TimeUnit.MILLISECONDS.sleep(5);
    }

    /** Runs a script in each document from now on, before its own. */
    void runFirst(String script) {
        tell("Page.addScriptToEvaluateOnNewDocument", "{\"source\":\"" + script + "\"}");
    }

    /** Makes the network slow, or as it is by 0. */
    void slow(int latencyMillis, int kilobytesPerSecond) {
        tell("Network.emulateNetworkConditions", "{\"offline\":false,\"latency\":" + latencyMillis + ",\"downloadThroughput\":"
                + (kilobytesPerSecond == 0 ? -1 : kilobytesPerSecond * 1024) + ",\"uploadThroughput\":-1}");
    }

    /** Presses a key as a person would. */
    void type(char letter) {
        for (String type : List.of("keyDown", "keyUp")) {
            tell("Input.dispatchKeyEvent", "{\"type\":\"" + type + "\",\"key\":\"" + letter + "\",\"text\":\"" + (type.equals("keyDown") ? letter : "") + "\"}");
        }
    }

    /** @return what the script says, which is a number */
    double number(String script) {
        Matcher value = Pattern.compile("\"value\":(-?[0-9.eE+]+)").matcher(run(script));
        if (!value.find()) throw new IllegalStateException("No number: " + script);
        return Double.parseDouble(value.group(1));
    }

    /** Runs a script without double quotes, and waits for what it promises. */
    String run(String script) {
        return tell("Runtime.evaluate", "{\"returnByValue\":true,\"awaitPromise\":true,\"expression\":\"" + script + "\"}");
    }

    /** @return bytes in use by scripts, after a collection */
    double heap() {
        tell("HeapProfiler.collectGarbage", "{}");
        Matcher used = Pattern.compile("\"usedSize\":([0-9.]+)").matcher(tell("Runtime.getHeapUsage", "{}"));
        if (!used.find()) throw new IllegalStateException("No heap");
        return Double.parseDouble(used.group(1));
    }

    long bytes() {
        return bytes.get();
    }

    int requests() {
        return requests.get();
    }

    private String tell(String method, String params) {
        return ask(method, params, session);
    }

    private String ask(String method, String params, String to) {
        int id = lastId.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        questions.put(id, answer);
        String addressed = to == null ? "" : ",\"sessionId\":\"" + to + "\"";
        try {
            String question = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + addressed + "}";
            socket.sendText(question, true).get(PATIENCE, TimeUnit.SECONDS);
            String said = answer.get(PATIENCE, TimeUnit.SECONDS);
            if (said.contains("\"error\":{") || said.contains("\"exceptionDetails\"")) throw new IllegalStateException(question + ": " + said);
            return said;
        } catch (Exception failure) {
            throw new IllegalStateException(method + " was not answered", failure);
        }
    }

    private static String member(String name, String json) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!value.find()) throw new IllegalStateException("No " + name + " in " + json);
        return value.group(1);
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit().join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void hear(String said) {
            Matcher id = ID.matcher(said);
            Matcher loaded = LOADED.matcher(said);
            if (id.find()) questions.remove(Integer.parseInt(id.group(1))).complete(said);
            else if (loaded.find()) {
                bytes.addAndGet((long) Double.parseDouble(loaded.group(1)));
                requests.incrementAndGet();
            }
        }
    }
}
