package dev.chatchannel.storage;

import dev.chatchannel.account.PlaceStore;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.message.PlaceName;
import dev.chatchannel.message.SignUp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/**
 * What administrators set: one row.
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

    @Override
    public PlaceInfo change(UnaryOperator<PlaceInfo> change, Author by, long now) {
        return JdbcAccounts.kept(() -> database.write(sql -> {
            PlaceInfo before = read(sql);
            PlaceInfo after = change.apply(before);
            if (after.equals(before)) return before;
            write(sql, after.next());
            note(sql, "name", before.name(), after.name(), by, now);
            note(sql, "guests", before.guests(), after.guests(), by, now);
            note(sql, "sign_up", before.signUp().word(), after.signUp().word(), by, now);
            note(sql, "edit_seconds", before.editSeconds(), after.editSeconds(), by, now);
            return after.next();
        }));
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
