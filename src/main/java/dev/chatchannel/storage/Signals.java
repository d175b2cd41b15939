package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.relay.Signal;
import dev.chatchannel.relay.SignalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * What all nodes must obey, written in the transaction that makes it so: a node that dies right after it has told the others all the same.
 *
 * <p><b>Order.</b> Whoever writes one waits for whoever has just written one, until that is committed. So numbers are committed in their order, and who has read up
 * to one has read all before it. It is the last thing that a transaction does: nobody waits for anything else meanwhile, and so nobody for each other.
 *
 * <p>Where there are no other nodes nothing is written.
 */
final class Signals {
    private static final int KEPT = 5_000;
    private static final int TIDY_EVERY = 100;
    private static final long TURN = 0x43_68_61_74_43_68_61_6EL; // a number that nobody else in this database locks
    private static final String BETWEEN = "\u001f";

    private Signals() {}

    /** All nodes are to ask anew whose this account's connections are. */
    static int askAnew(Sql sql, AccountId account) throws SQLException {
        return add(sql, new Signal("ask-anew", List.of(account.value())));
    }

    /** All nodes are to read anew what administrators have set. */
    static int place(Sql sql) throws SQLException {
        return add(sql, new Signal("place", List.of()));
    }

    /** @return how many nodes had something to say: one, or none where there is only one */
    static int add(Sql sql, Signal signal) throws SQLException {
        if (sql.node().isEmpty()) return 0;
        String insert =
                """
                insert into signal (number, node, name, words)
                select coalesce(max(number), 0) + 1, ?, ?, ? from signal
                returning number
                """;
        sql.first("select pg_advisory_xact_lock(?)", row -> true, TURN);
        String words = String.join(BETWEEN, signal.words());
        long number = sql.first(insert, row -> row.getLong(1), sql.node().get(), signal.name(), words).orElseThrow();
        if (number % TIDY_EVERY == 0) sql.run("delete from signal where number <= ?", number - KEPT);
        return 1;
    }

    static long newest(Sql sql) throws SQLException {
        return sql.first("select coalesce(max(number), 0) from signal", row -> row.getLong(1)).orElse(0L);
    }

    static List<SignalStore.Kept> after(Sql sql, long number, int most) throws SQLException {
        return sql.all("select number, node, name, words from signal where number > ? order by number limit ?", Signals::kept, number, most);
    }

    private static SignalStore.Kept kept(ResultSet row) throws SQLException {
        List<String> words = Arrays.asList(row.getString("words").split(BETWEEN, -1));
        return new SignalStore.Kept(row.getLong("number"), row.getString("node"), new Signal(row.getString("name"), words));
    }
}
