package dev.chatchannel.storage;

import dev.chatchannel.message.SortableId;
import dev.chatchannel.relay.Signal;
import dev.chatchannel.relay.SignalStore;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What the nodes of one place have in common: its id, a secret, and signals to each other. */
public final class JdbcNodes implements SignalStore {
    /** The id of a place, which another place does not have, and what only its nodes know. */
    public record Identity(String id, byte[] secret) {}

    private static final int KEPT = 5_000;
    private static final int SECRET_BYTES = 32;
    private static final int TRIES = 20;
    private static final String BETWEEN = "\u001f";

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
    public long newest() {
        try {
            return database.read(JdbcNodes::newest);
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    /** Numbers are counted by the rows themselves: who takes one waits for whoever has just taken it, so a lower one is never committed later. */
    @Override
    public void add(Signal signal) {
        String insert =
                """
                insert into signal (number, name, words)
                select coalesce(max(number), 0) + 1, ?, ? from signal where true
                on conflict do nothing
                """;
        String words = String.join(BETWEEN, signal.words());
        try {
            for (int left = TRIES; left > 0; left--) {
                int added = database.write(sql -> {
                    sql.run("delete from signal where number <= (select max(number) from signal) - ?", KEPT);
                    return sql.run(insert, signal.name(), words);
                });
                if (added > 0) return; // else another node was faster
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
        throw unavailable(null);
    }

    @Override
    public List<Kept> after(long number, int most) {
        try {
            return database.read(sql -> sql.all(
                    "select number, name, words from signal where number > ? order by number limit ?",
                    row -> new Kept(row.getLong("number"), new Signal(row.getString("name"), words(row.getString("words")))),
                    number, most));
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    private static long newest(Sql sql) throws SQLException {
        return sql.first("select coalesce(max(number), 0) from signal", row -> row.getLong(1)).orElse(0L);
    }

    private static List<String> words(String joined) {
        return Arrays.asList(joined.split(BETWEEN, -1));
    }

    private static StorageUnavailable unavailable(SQLException failure) {
        return new StorageUnavailable("Signals of nodes cannot be kept or read.", failure);
    }
}
