package dev.chatchannel.storage;

import dev.chatchannel.file.FileStore;
import dev.chatchannel.file.FilesUnavailable;
import dev.chatchannel.file.Looks;
import dev.chatchannel.file.Thumbnail;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.StoredFile;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files, and their contents in parts.
 *
 * <p><b>Order.</b> A content has no hash while it comes, and none again when it goes; so nobody begins to share what is about to be forgotten. What has
 * no file is looked for beside the writer, asked about once more by its id, and forgotten a few parts at a time, in transactions of their own, so that a
 * large one holds up nobody's post.
 *
 * <p>Threads: any; every method blocks.
 */
public final class JdbcFiles implements FileStore {
    private static final String ORPHANS =
            "select id from content where hash is not null and not exists (select 1 from file where file.content = content.id)";

    /** Takes the hash off: who comes from now on finds it no more, and keeps a content anew. Not of what has got a file meanwhile. */
    private static final String GOING = "update content set hash = null where id = ? and not exists (select 1 from file where file.content = content.id)";

    private static final int FEW = 4; // parts

    private final Database database;

    /** @param database shared with everybody else who keeps something in it */
    public JdbcFiles(Database database) {
        this.database = database;
    }

    @Override
    public void add(ContentId content, long offset, byte[] part, long now) {
        kept(() -> database.write(sql -> {
            FileRows rows = new FileRows(sql);
            if (offset == 0) rows.begin(content, now);
            rows.add(content, offset, part);
            return null;
        }));
    }

    @Override
    public void forget(ContentId content) {
        kept(() -> {
            boolean more;
            do more = database.write(sql -> forgetSome(sql, content));
            while (more);
            return null;
        });
    }

    @Override
    public Optional<Looks> looks(String hash) {
        return kept(() -> database.read(sql -> sql.first(
                "select type, width, height from content where hash = ?",
                row -> new Looks(row.getString("type"), row.getInt("width"), row.getInt("height"), Optional.empty()),
                hash)));
    }

    @Override
    public boolean keepSame(StoredFile file, long now) {
        return kept(file, now, rows -> rows.withHash(file.hash()));
    }

    @Override
    public boolean keep(StoredFile file, Looks looks, long now) {
        return kept(file, now, rows -> {
            Optional<ContentId> same = rows.withHash(file.hash());
            if (same.isPresent()) rows.describe(same.get(), looks);
            else rows.complete(file.content(), file.hash(), file.about().size(), looks);
            return same.or(() -> Optional.of(file.content()));
        });
    }

    @Override
    public Optional<StoredFile> find(FileId file) {
        return kept(() -> database.read(sql -> new FileRows(sql).find(file)));
    }

    @Override
    public long waiting(AccountId uploader) {
        String query =
                """
                select coalesce(sum(content.size), 0)
                  from file join content on content.id = file.content
                 where file.uploader = ? and not file.posted
                """;
        return kept(() -> database.read(sql -> sql.first(query, row -> row.getLong(1), uploader.value()).orElse(0L)));
    }

    @Override
    public byte[] read(ContentId content, long offset) {
        String query = "select \"offset\", bytes from content_part where content = ? and \"offset\" <= ? order by \"offset\" desc limit 1";
        return kept(() -> database.read(sql -> sql.first(
                        query,
                        row -> {
                            byte[] part = row.getBytes("bytes");
                            long from = offset - row.getLong("offset");
                            return from == 0 ? part : Arrays.copyOfRange(part, (int) Math.min(from, part.length), part.length);
                        },
                        content.value(),
                        offset)
                .orElse(new byte[0])));
    }

    @Override
    public Optional<Thumbnail> thumbnail(ContentId content) {
        return kept(() -> database.read(sql -> sql.first(
                "select type, bytes from thumbnail where content = ?",
                row -> new Thumbnail(row.getString("type"), row.getBytes("bytes")),
                content.value())));
    }

    @Override
    public void sweep(long before) {
        List<String> late = kept(() -> database.read(
                sql -> sql.all("select id from file where not posted and created < ?", row -> row.getString("id"), before)));
        for (String file : late) kept(() -> database.write(sql -> sql.run("delete from file where id = ? and not posted", file)));
        forgetAll("select id from content where hash is null and begun < ?", before);
        forgetAll(ORPHANS);
    }

    /** Where other nodes may be, theirs come still: those that were given up are swept by their age. */
    @Override
    public void sweepInterrupted() {
        if (database.isShared()) return;
        forgetAll("select id from content where hash is null");
    }

    /** Finds the content of a file, in a transaction. */
    private interface Choice {
        Optional<ContentId> content(FileRows rows) throws SQLException;
    }

    /** What came is forgotten when another content is chosen. @return false when there is none, or no channel */
    private boolean kept(StoredFile file, long now, Choice choice) {
        Optional<ContentId> chosen = kept(() -> database.write(sql -> {
            Optional<String> channel = sql.first("select id from channel where name = ?", row -> row.getString("id"), file.channel().value());
            if (channel.isEmpty()) return Optional.<ContentId>empty();
            FileRows rows = new FileRows(sql);
            Optional<ContentId> content = choice.content(rows);
            if (content.isPresent()) rows.insert(file, channel.get(), content.get(), now);
            return content;
        }));
        chosen.filter(content -> !content.equals(file.content())).ifPresent(same -> forget(file.content()));
        return chosen.isPresent();
    }

    private void forgetAll(String which, Object... parameters) {
        List<ContentId> found = kept(() -> database.read(sql -> sql.all(which, row -> new ContentId(row.getString("id")), parameters)));
        found.forEach(this::forget);
    }

    /** The row goes with the last parts: a part that comes between would keep it, without those before. @return whether there is more to forget */
    private static boolean forgetSome(Sql sql, ContentId content) throws SQLException {
        sql.first("select 1 from content where id = ?" + sql.dialect().forRemoval(), row -> true, content.value()); // who is about to use it comes first
        if (sql.run(GOING, content.value()) == 0) return false;
        if (deleteParts(sql, content) == FEW) return true;
        sql.run("delete from thumbnail where content = ?", content.value());
        sql.run("delete from content where id = ?", content.value());
        return false;
    }

    /** A few at a time: what is deleted is overwritten too. */
    private static int deleteParts(Sql sql, ContentId content) throws SQLException {
        String delete =
                """
                delete from content_part
                 where content = ? and "offset" in (select "offset" from content_part where content = ? order by "offset" limit ?)
                """;
        return sql.run(delete, content.value(), content.value(), FEW);
    }

    static <T> T kept(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException failure) {
            throw new FilesUnavailable("The files cannot be read or written (%s).".formatted(failure.getMessage()), failure);
        }
    }
}
