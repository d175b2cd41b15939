package dev.chatchannel.storage;

import dev.chatchannel.file.Avatar;
import dev.chatchannel.file.AvatarStore;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import java.util.Optional;

/**
 * The pictures of people.
 *
 * <p>Threads: any; every method blocks.
 */
public final class JdbcAvatars implements AvatarStore {
    private final Database database;

    /** @param database shared with everybody else who keeps something in it */
    public JdbcAvatars(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Avatar> avatar(AccountId account) {
        return JdbcFiles.kept(() -> database.read(sql -> sql.first(
                "select type, hash, bytes from avatar where account = ?",
                row -> new Avatar(row.getString("type"), row.getString("hash"), row.getBytes("bytes")),
                account.value())));
    }

    @Override
    public void keep(AccountId account, Avatar avatar) {
        String upsert =
                """
                insert into avatar (account, hash, type, bytes) values (?, ?, ?, ?)
                on conflict (account) do update set hash = excluded.hash, type = excluded.type, bytes = excluded.bytes
                """;
        JdbcFiles.kept(() -> database.write(sql -> sql.run(upsert, account.value(), avatar.hash(), avatar.type(), avatar.bytes())));
    }

    @Override
    public boolean forget(AccountId account) {
        return JdbcFiles.kept(() -> database.write(sql -> sql.run("delete from avatar where account = ?", account.value()) > 0));
    }

    @Override
    public boolean take(AccountId account, Author by, long now) {
        return JdbcFiles.kept(() -> database.write(sql -> {
            if (sql.run("delete from avatar where account = ?", account.value()) == 0) return false;
            Audit.note(sql, by, "avatar.remove", account.value(), now);
            return true;
        }));
    }
}
