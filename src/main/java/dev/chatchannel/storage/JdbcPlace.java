package dev.chatchannel.storage;

import dev.chatchannel.account.AddressBans;
import dev.chatchannel.account.PlaceStore;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.message.PlaceName;
import dev.chatchannel.message.SignUp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What administrators set: one row, and the addresses that they ban. Its version counts the changes of both.
 *
 * <p>Threads: any; every method blocks.
 */
public final class JdbcPlace implements PlaceStore {
    private final Database database;

    /** @param database shared with everybody else who keeps something in it */
    public JdbcPlace(Database database) {
        this.database = database;
    }

    @Override
    public PlaceInfo read() {
        return JdbcAccounts.kept(() -> database.read(JdbcPlace::read));
    }

    /** Writes something that changes nothing. @throws AccountsUnavailable when nothing can be written */
    public void touch() {
        JdbcAccounts.kept(() -> database.write(sql -> sql.run("update place set version = version where id = 1")));
    }

    @Override
    public PlaceInfo change(UnaryOperator<PlaceInfo> change, Author by, long now) {
        return JdbcAccounts.kept(() -> database.write(sql -> {
            lock(sql);
            PlaceInfo before = read(sql);
            PlaceInfo after = change.apply(before);
            if (after.equals(before)) return before;
            write(sql, after.next());
            note(sql, "name", before.name(), after.name(), by, now);
            note(sql, "guests", before.guests(), after.guests(), by, now);
            note(sql, "sign_up", before.signUp().word(), after.signUp().word(), by, now);
            note(sql, "edit_seconds", before.editSeconds(), after.editSeconds(), by, now);
            Signals.place(sql);
            return after.next();
        }));
    }

    @Override
    public AddressBans bans() {
        return JdbcAccounts.kept(() -> database.read(JdbcPlace::bans));
    }

    @Override
    public AddressBans ban(AddressBan ban) {
        String upsert =
                """
                insert into address_ban (network, until, actor, name, kind, time) values (?, ?, ?, ?, ?, ?)
                on conflict (network) do update
                   set until = excluded.until, actor = excluded.actor, name = excluded.name, kind = excluded.kind, time = excluded.time
                """;
        Author by = ban.by();
        String network = ban.address().value();
        return JdbcAccounts.kept(() -> database.write(sql -> {
            sql.run("delete from address_ban where until <= ?", ban.time());
            sql.run(upsert, network, ban.until().orElse(null), by.id().value(), by.name(), by.kind().name(), ban.time());
            Audit.note(sql, by, "address.ban", network, ban.until().map(String::valueOf).orElse(""), ban.time());
            return changed(sql);
        }));
    }

    @Override
    public Optional<AddressBans> unban(NetworkAddress address, Author by, long now) {
        return JdbcAccounts.kept(() -> database.write(sql -> {
            if (sql.run("delete from address_ban where network = ?", address.value()) == 0) return Optional.empty();
            Audit.note(sql, by, "address.unban", address.value(), now);
            return Optional.of(changed(sql));
        }));
    }

    /** Whoever decides by what administrators there are, or set, waits for those who decide before: until the end of the transaction. */
    static void lock(Sql sql) throws SQLException {
        sql.first("select 1 from place" + sql.dialect().forChange(), row -> true);
    }

    private static AddressBans changed(Sql sql) throws SQLException {
        sql.run("update place set version = version + 1");
        AddressBans bans = bans(sql);
        Signals.place(sql);
        return bans;
    }

    private static AddressBans bans(Sql sql) throws SQLException {
        List<AddressBan> all = sql.all("select network, until, actor, name, kind, time from address_ban", JdbcPlace::ban);
        return new AddressBans(read(sql).version(), all);
    }

    private static AddressBan ban(ResultSet row) throws SQLException {
        long until = row.getLong("until");
        Optional<Long> end = row.wasNull() ? Optional.empty() : Optional.of(until);
        Author by = new Author(new AccountId(row.getString("actor")), row.getString("name"), AccountKind.valueOf(row.getString("kind")));
        return new AddressBan(new NetworkAddress(row.getString("network")), end, by, row.getLong("time"));
    }

    private static PlaceInfo read(Sql sql) throws SQLException {
        return sql.first("select version, name, guests, sign_up, edit_seconds from place", JdbcPlace::info).orElseThrow();
    }

    private static void write(Sql sql, PlaceInfo info) throws SQLException {
        String update = "update place set version = ?, name = ?, guests = ?, sign_up = ?, edit_seconds = ?";
        sql.run(update, info.version(), info.name().value(), info.guests(), info.signUp().word(), info.editSeconds());
    }

    private static void note(Sql sql, String what, Object before, Object after, Author by, long now) throws SQLException {
        if (!after.equals(before)) Audit.note(sql, by, "place.set", what, after.toString(), now);
    }

    private static PlaceInfo info(ResultSet row) throws SQLException {
        return new PlaceInfo(
                row.getLong("version"),
                new PlaceName(row.getString("name")),
                row.getBoolean("guests"),
                SignUp.of(row.getString("sign_up")),
                row.getLong("edit_seconds"));
    }
}
