package dev.chatchannel;

import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.websocket.Sessions;
import dev.chatchannel.websocket.Traffic;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What Prometheus is told. The rooms count for themselves and are asked when somebody looks; only commits are observed as they come.
 *
 * <p>Of the library's measures of the JVM those are taken that leave no listener behind after an undeployment.
 *
 * <p>Threads: any.
 */
final class Measures {
    private static final String PREFIX = "chat_channel_";
    private static final double[] SECONDS = {.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10};
    private static final double[] DRAFTS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000};
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram commitSeconds = histogram("commit_seconds", "Time that a transaction of the journal took.", SECONDS);
    private final Histogram commitDrafts = histogram("commit_drafts", "Changes that one transaction of the journal held.", DRAFTS);
    private final Counter notStored = Counter.builder().name(PREFIX + "commits_failed").help("Transactions of the journal that failed.").withoutExemplars().register(registry);

    Measures() {
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /** Asks these whenever somebody looks. */
    void of(Sessions sessions, Journal journal, CommandRunner runner) {
        Traffic traffic = sessions.traffic();
        gauge("connections", "WebSocket connections that are open.", sessions::count);
        gauge("events_behind", "Events that open connections have still to be given, all together.", sessions::behind);
        gauge("drafts_waiting", "Changes that wait for a commit.", journal::waiting);
        GaugeWithCallback.builder().name(PREFIX + "sessions").help("WebSocket connections that are open, by protocol.").labelNames("protocol")
                .callback(tell -> sessions.byProtocol().forEach((protocol, count) -> tell.call(count, protocol))).register(registry);
        counter("deliveries", "Events that were given to connections.", traffic::deliveries);
        counter("frames_sent", "WebSocket frames that were sent.", traffic::frames);
        counter("characters_sent", "Characters of text in the frames that were sent.", traffic::characters);
        counter("connections_opened", "WebSocket connections that were opened.", traffic::opened);
        counters("closes", "WebSocket connections that this side closed, by code.", "code", traffic::closed);
        counters("handshakes_refused", "WebSocket handshakes that were refused, by reason.", "reason", traffic::refused);
        counters("refusals", "Commands that were refused, by reason.", "reason", runner::refusals);
    }

    /** Asks about the nodes that share the database. @param byRedis whether they hear each other by it too */
    void of(OtherNodes nodes, boolean byRedis) {
        gauge("nodes", "Nodes that live, this one too.", () -> nodes.nodes().size());
        counter("looks", "Looks at the database for what other nodes wrote.", nodes::looks);
        if (!byRedis) return;
        gauge("relay_heard", "Whether every node that lives is heard by Redis, this one too: 1 or 0.", () -> nodes.areHeard() ? 1 : 0);
        gauge("relay_echo_seconds", "Time that the last beat took to Redis and back.", () -> nodes.letters().echoNanos() / NANOS);
        counter("relay_letters_sent", "Letters that were sent to other nodes.", () -> nodes.letters().sent());
        counter("relay_letters_heard", "Letters of other nodes that were heard.", () -> nodes.letters().heard());
        counter("relay_letters_lost", "Letters that were not sent; at least one each time that a connection broke.", () -> nodes.letters().lost());
    }

    void committed(int drafts, long nanos) {
        commitSeconds.observe(nanos / NANOS);
        commitDrafts.observe(drafts);
    }

    void notStored() {
        notStored.inc();
    }

    /** Writes all in Prometheus' text format, version 0.0.4. */
    void writeTo(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    }

    private Histogram histogram(String name, String help, double[] bounds) {
        return Histogram.builder().name(PREFIX + name).help(help).classicOnly().classicUpperBounds(bounds).withoutExemplars().register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder().name(PREFIX + name).help(help).callback(tell -> tell.call(value.getAsDouble())).register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder().name(PREFIX + name).help(help).callback(tell -> tell.call(value.getAsDouble())).register(registry);
    }

    private void counters(String name, String help, String label, Supplier<? extends Map<?, Long>> values) {
        CounterWithCallback.builder().name(PREFIX + name).help(help).labelNames(label)
                .callback(tell -> values.get().forEach((key, count) -> tell.call(count, key.toString()))).register(registry);
    }
}
