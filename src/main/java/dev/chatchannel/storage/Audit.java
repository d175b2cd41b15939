package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Deed;
import dev.chatchannel.message.SortableId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What administrators and moderators did, noted in the transaction in which they did it.
 *
 * <p>What administrators did stands in the log too, by ids: who has the database in hand may be whom it is about. Texts and names do not.
 */
final class Audit {
    private static final Logger LOG = System.getLogger(Audit.class.getName());

    private Audit() {}

    static int note(Sql sql, Author by, String action, String target, long now) throws SQLException {
        return note(sql, by, action, target, "", now);
    }

    /** @param detail how it is afterwards, where the action does not say that already */
    static int note(Sql sql, Author by, String action, String target, String detail, long now) throws SQLException {
        String insert = "insert into audit (id, time, actor, name, action, target, detail) values (?, ?, ?, ?, ?, ?, ?)";
        log(sql, by, action, target);
        return sql.run(insert, SortableId.at(now), now, by.id().value(), by.name(), action, target, detail);
    }

    /** Keeps of a deed in private talk neither where it was done, nor to whom, nor how: administrators are strangers there. */
    static void noteInChannel(Sql sql, Author by, String action, String target, String detail, Place place, long now) throws SQLException {
        String insert = "insert into audit (id, time, actor, name, action, target, detail, channel, private) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        String id = SortableId.at(now);
        boolean isPublic = place.kind() == ChannelKind.PUBLIC;
        if (by.kind() == AccountKind.ADMINISTRATOR || by.kind() == AccountKind.OPERATOR) {
            log(sql, by, action, isPublic ? (target + " in " + place.name()).strip() : "in a private channel");
        }
        if (isPublic) {
            sql.run(insert, id, now, by.id().value(), by.name(), action, target, detail, place.name().value(), false);
        } else sql.run(insert, id, now, by.id().value(), by.name(), action, "", "", null, true);
    }

    /** When it is committed, and once: a transaction may be run again. */
    private static void log(Sql sql, Author by, String action, String about) {
        sql.whenCommitted(() -> LOG.log(Level.INFO, "{0} did {1} {2}", by.id().value(), action, about.replaceAll("\\p{Cntrl}", " ")));
    }

    /** @return the newest first, before {@code before}; empty for all */
    static List<Deed> deeds(Sql sql, String before, int most) throws SQLException {
        String query = "select id, time, actor, name, action, target, detail, channel, private from audit where id < ? order by id desc limit ?";
        return sql.all(query, Audit::deed, before.isEmpty() ? "~" : before, most);
    }

    private static Deed deed(ResultSet row) throws SQLException {
        return new Deed(
                row.getString("id"), row.getLong("time"), new AccountId(row.getString("actor")), row.getString("name"),
                row.getString("action"), row.getString("target"), row.getString("detail"),
                Optional.ofNullable(row.getString("channel")).map(ChannelName::new), row.getBoolean("private"));
    }
}
