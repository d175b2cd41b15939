package dev.chatchannel.storage;

import dev.chatchannel.file.Looks;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.StoredFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** Files and their contents as rows, within a transaction of somebody else's. */
final class FileRows {
    private static final int PART = 256 << 10;
    private static final String SELECT =
            """
            select file.id, channel.name as channel, file.uploader, file.posted, file.name, file.content,
                   content.hash, content.type, content.size, content.width, content.height
              from file
              join channel on channel.id = file.channel
              join content on content.id = file.content
            """;

    private final Sql sql;

    FileRows(Sql sql) {
        this.sql = sql;
    }

    Optional<StoredFile> find(FileId file) throws SQLException {
        return sql.first(SELECT + "where file.id = ?", FileRows::read, file.value());
    }

    /** @return what the message will say of it, when it is this uploader's, came to this channel, and no message carries it; then nobody sweeps it */
    Optional<Attachment> postable(FileId file, AccountId uploader, String channel) throws SQLException {
        String where = "where file.id = ? and file.uploader = ? and file.channel = ? and not file.posted" + sql.dialect().lock(" for update of file");
        return sql.first(SELECT + where, FileRows::read, file.value(), uploader.value(), channel).map(StoredFile::about);
    }

    void post(FileId file) throws SQLException {
        sql.run("update file set posted = true where id = ?", file.value());
    }

    void delete(FileId file) throws SQLException {
        sql.run("delete from file where id = ?", file.value());
    }

    void insert(StoredFile file, String channel, ContentId content, long time) throws SQLException {
        sql.run(
                "insert into file (id, channel, uploader, content, name, posted, created) values (?, ?, ?, ?, ?, ?, ?)",
                file.about().id().value(),
                channel,
                file.uploader().map(AccountId::value).orElse(""),
                content.value(),
                file.about().name(),
                file.posted(),
                time);
    }

    /** @return the content that has this hash, if it is kept and not about to be forgotten; it stays until the end of the transaction */
    Optional<ContentId> withHash(String hash) throws SQLException {
        return sql.first("select id from content where hash = ?" + sql.dialect().forUse(), row -> new ContentId(row.getString("id")), hash);
    }

    /** Keeps a content that is at hand as a whole, unless it is kept already. */
    ContentId kept(String hash, Looks looks, byte[] bytes, long time) throws SQLException {
        Optional<ContentId> known = withHash(hash);
        if (known.isPresent()) return known.get();
        ContentId content = ContentId.at(time);
        begin(content, time);
        for (int from = 0; from < bytes.length; from += PART) {
            add(content, from, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART)));
        }
        complete(content, hash, bytes.length, looks);
        return content;
    }

    /** A content without a hash is one that is coming, or going. */
    void begin(ContentId content, long time) throws SQLException {
        sql.run("insert into content (id, hash, type, size, width, height, begun) values (?, null, '', 0, 0, 0, ?)", content.value(), time);
    }

    void add(ContentId content, long offset, byte[] part) throws SQLException {
        sql.run("insert into content_part (content, \"offset\", bytes) values (?, ?, ?)", content.value(), offset, part);
    }

    /** Gives a content its hash, from when on it is shared. @throws SQLException when it is not whole, such as one that was swept while it came */
    void complete(ContentId content, String hash, long size, Looks looks) throws SQLException {
        String update =
                """
                update content set hash = ?, size = ?
                 where id = ? and (select coalesce(sum(length(bytes)), 0) from content_part where content = content.id) = ?
                """;
        if (sql.run(update, hash, size, content.value(), size) != 1) throw new SQLException("The content is not whole any more");
        describe(content, looks);
    }

    void describe(ContentId content, Looks looks) throws SQLException {
        String update = "update content set type = ?, width = ?, height = ? where id = ?";
        sql.run(update, looks.type(), looks.width(), looks.height(), content.value());
        if (looks.thumbnail().isEmpty()) return;
        String insert = "insert into thumbnail (content, type, bytes) values (?, ?, ?) on conflict (content) do nothing";
        sql.run(insert, content.value(), looks.thumbnail().get().type(), looks.thumbnail().get().bytes());
    }

    private static StoredFile read(ResultSet row) throws SQLException {
        Attachment about = new Attachment(
                new FileId(row.getString("id")), row.getString("type"), row.getLong("size"), row.getString("name"), row.getInt("width"), row.getInt("height"));
        return new StoredFile(
                new ChannelName(row.getString("channel")), uploader(row), row.getBoolean("posted"), about,
                new ContentId(row.getString("content")), row.getString("hash"));
    }

    /** Nobody noted who sent a file before it could be brought without a message. */
    private static Optional<AccountId> uploader(ResultSet row) throws SQLException {
        return Optional.of(row.getString("uploader")).filter(id -> !id.isEmpty()).map(AccountId::new);
    }
}
