package dev.chatchannel.storage;

import dev.chatchannel.account.Skeleton;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * V11: what is left of the name of each public channel when all that eyes confuse is made equal, which is unique from here on. In Java, because
 * no database knows what looks alike.
 *
 * <p>Of channels that look alike already all stay; the oldest has the skeleton.
 */
final class ChannelSkeletons implements JavaMigration {
    private static final String FREE = "(select ? where not exists (select 1 from channel where skeleton = ?))";

    static String of(ChannelName name) {
        return Skeleton.withSeparators(name.value());
    }

    /** Makes a channel what it looks like, where no other one does. */
    static void give(Sql sql, ChannelName name) throws SQLException {
        sql.run("update channel set skeleton = " + FREE + " where name = ?", of(name), of(name), name.value());
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("11");
    }

    @Override
    public String getDescription() {
        return "look alike channels";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Sql sql = new Sql(context.getConnection())) {
            sql.execute("alter table channel add column skeleton text");
            sql.execute("create unique index channel_by_skeleton on channel (skeleton) where skeleton is not null");
            List<String> names = sql.all("select name from channel where kind = ? order by id", row -> row.getString(1), ChannelKind.PUBLIC.word());
            for (String name : names) give(sql, new ChannelName(name));
        }
    }
}
