package dev.chatchannel.storage;

import dev.chatchannel.message.SortableId;
import dev.chatchannel.relay.NodeStore;
import dev.chatchannel.relay.Signal;
import dev.chatchannel.relay.SignalStore;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/** What the nodes of one place have in common: its id, a secret, which of them live, and signals to each other. */
public final class JdbcNodes implements SignalStore, NodeStore {
    /** The id of a place, which another place does not have, and what only its nodes know. */
    public record Identity(String id, byte[] secret) {}

    private static final int SECRET_BYTES = 32;

    private final Database database;

    public JdbcNodes(Database database) {
        this.database = database;
    }

    /** Reads who this place is; the first to ask decides. @throws StorageUnavailable */
    public Identity identity(Clock clock) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String insert = "insert into identity (one, id, seal) values (1, ?, ?) on conflict do nothing";
        try {
            database.write(sql -> sql.run(insert, SortableId.at(clock.millis()), HexFormat.of().formatHex(secret)));
            return database.read(sql -> sql.first(
                    "select id, seal from identity",
                    row -> new Identity(row.getString("id"), HexFormat.of().parseHex(row.getString("seal"))))).orElseThrow();
        } catch (SQLException failure) {
            throw new StorageUnavailable("The place has no identity (%s).".formatted(failure.getMessage()), failure);
        }
    }

    @Override
    public String node() {
        return database.node();
    }

    @Override
    public long newest() {
        return kept(() -> database.read(Signals::newest));
    }

    @Override
    public void add(Signal signal) {
        kept(() -> database.write(sql -> Signals.add(sql, signal)));
    }

    @Override
    public List<Kept> after(long number, int most) {
        return kept(() -> database.read(sql -> Signals.after(sql, number, most)));
    }

    @Override
    public void beat(String host, long connections) {
        String upsert =
                """
                insert into node (name, host, connections, beats) values (?, ?, ?, 1)
                on conflict (name) do update set host = excluded.host, connections = excluded.connections, beats = node.beats + 1
                """;
        kept(() -> database.write(sql -> sql.run(upsert, node(), host, connections)));
    }

    @Override
    public void leave() {
        kept(() -> database.write(sql -> sql.run("delete from node where name = ?", node())));
    }

    @Override
    public List<Row> nodes() {
        String query = "select name, host, connections, beats from node";
        return kept(() -> database.read(sql -> sql.all(query, row ->
                new Row(row.getString("name"), row.getString("host"), row.getLong("connections"), row.getLong("beats")))));
    }

    @Override
    public void forget(Row dead) {
        kept(() -> database.write(sql -> sql.run("delete from node where name = ? and beats = ?", dead.name(), dead.beats())));
    }

    private static <T> T kept(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException failure) {
            throw new StorageUnavailable("What nodes tell each other cannot be kept or read (%s).".formatted(failure.getMessage()), failure);
        }
    }
}
