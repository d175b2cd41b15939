package dev.chatchannel.fault;

import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some nodes of one place, on one database. As a place it is any of them: each request and each connection goes to the next one, as with a balancer that knows
 * nothing of sessions.
 *
 * <p>Threads: any may ask; one starts and kills.
 */
final class Nodes implements Place, AutoCloseable {
    private final Path homes;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<ServerProcess> running = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private String operatorToken;
    private int started;

    /** @param homes where each has a directory of its own; @param more settings of all; without {@code database} they have a new one */
    Nodes(Path homes, Map<String, String> more) {
        this.homes = homes;
        settings.put("guests", "true");
        settings.putAll(more);
        settings.computeIfAbsent("database", none -> Postgres.shared().newDatabase());
    }

    /** Starts so many more. */
    Nodes start(int count) {
        for (int i = 0; i < count; i++) start(Map.of());
        return this;
    }

    /** Starts one more, with some settings of its own. */
    ServerProcess start(Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(own);
        return running(ServerProcess.start(homes.resolve("node-" + ++started), all));
    }

    /** Starts one more, in an environment that says more than ours. */
    ServerProcess startIn(Map<String, String> environment) {
        return running(ServerProcess.start(homes.resolve("node-" + ++started), settings, environment));
    }

    /** Starts so many more in that environment. */
    Nodes startIn(Map<String, String> environment, int count) {
        for (int i = 0; i < count; i++) startIn(environment);
        return this;
    }

    private ServerProcess running(ServerProcess node) {
        if (operatorToken == null) operatorToken = node.operatorToken();
        running.add(node);
        return node;
    }

    ServerProcess node(int number) {
        return running.get(number);
    }

    /** Kills one, as a power cut does, and starts another in its place. */
    void replace(int number) {
        ServerProcess lost = running.remove(number);
        lost.kill();
        lost.close();
        start(Map.of());
    }

    /** Ends one, as an operator does, and starts another in its place. */
    void restart(int number) {
        ServerProcess old = running.remove(number);
        old.stop();
        old.close();
        start(Map.of());
    }

    @Override
    public URI http(String path) {
        return running.get(Math.floorMod(turn.getAndIncrement(), running.size())).http(path);
    }

    @Override
    public String operatorToken() {
        return operatorToken;
    }

    @Override
    public void close() {
        running.forEach(ServerProcess::close);
    }
}
