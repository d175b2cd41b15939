package dev.chatchannel.storage;

import java.sql.SQLException;
import java.util.List;

/** Gives channels another epoch: when offsets may be used a second time, whoever has the old one is told to start afresh. */
public final class Epochs {
    private Epochs() {}

    /**
     * Gives every channel another epoch.
     *
     * @return how many there are
     */
    public static int renew(Database database) {
        try {
            return database.write(Epochs::renew);
        } catch (SQLException failure) {
            throw new StorageUnavailable("The channels cannot be given another epoch (%s).".formatted(failure.getMessage()), failure);
        }
    }

    static int renew(Sql sql) throws SQLException {
        List<String> channels = sql.all("select id from channel order by id", row -> row.getString("id"));
        for (String channel : channels) sql.run("update channel set epoch = ? where id = ?", JdbcEvents.epoch(), channel);
        return channels.size();
    }
}
