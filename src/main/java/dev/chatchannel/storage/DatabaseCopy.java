package dev.chatchannel.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies an embedded database into a PostgreSQL, all but the index of words, which the server makes anew there.
 *
 * <p><b>Order.</b> Table by table, so that nothing refers to what is not there yet; the rows of each in the order of their coming, a page in a
 * transaction. What was copied before a stop is not sent again.
 *
 * <p><b>Whose it is.</b> The data directory is ours while it lasts, so no server writes to it. A target that has channels or accounts of another place, or in
 * which people have talked since, is refused.
 */
public final class DatabaseCopy {
    /** Whatever refers to another table stands behind it. */
    private static final List<String> TABLES = List.of(
            "account", "token", "link", "audit", "address_ban", "avatar", "channel", "content", "content_part", "thumbnail", "file", "event", "message",
            "reaction", "reaction_count", "thread", "member", "restraint", "spoke", "attention");

    /** Has one row in each database from the beginning. */
    private static final String PLACE = "place";

    private static final int PAGE = 1_000;
    private static final int LARGE_PAGE = 16; // of tables in which a row may have 256 KiB

    private final Database source;
    private final Database target;
    private final Progress progress;

    private DatabaseCopy(Database source, Database target, Progress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Hears how far it is. */
    public interface Progress {
        /** @param rows of the table, of which so many are there */
        void copied(String table, long done, long rows);
    }

    /** How many rows a table has here and there. */
    public record Count(String table, long source, long target) {
        public boolean isEqual() {
            return source == target;
        }
    }

    /**
     * Copies what is not there yet.
     *
     * @param home the data directory of the embedded database
     * @return what each table has in the end
     * @throws StorageUnavailable with one sentence, when that cannot be begun or gone on with
     */
    public static List<Count> run(Path home, DatabaseAddress to, Progress progress) {
        if (!Files.exists(home.resolve(DataDirectory.FILE))) throw new StorageUnavailable("There is no database in %s.".formatted(home));
        try (Database source = Database.open(home);
                Database target = Database.open(to)) {
            return new DatabaseCopy(source, target, progress).all();
        } catch (SQLException failure) {
            throw new StorageUnavailable("The copy stopped (%s); run it again, it goes on from there.".formatted(failure.getMessage()), failure);
        }
    }

    private List<Count> all() throws SQLException {
        refuseStrangers();
        List<Count> counts = new ArrayList<>();
        for (String table : TABLES) counts.add(copy(table));
        counts.add(replacePlace());
        target.write(sql -> {
            sql.execute("analyze");
            return null;
        });
        return counts;
    }

    private void refuseStrangers() throws SQLException {
        for (Map.Entry<String, String> table : Map.of("channel", "id || ' ' || epoch || ' ' || head", "account", "id").entrySet()) {
            String query = "select " + table.getValue() + " from " + table.getKey();
            List<String> theirs = new ArrayList<>(target.read(sql -> sql.all(query, row -> row.getString(1))));
            theirs.removeAll(new HashSet<>(source.read(sql -> sql.all(query, row -> row.getString(1)))));
            if (!theirs.isEmpty()) {
                throw new StorageUnavailable("The target has data of another place, or people have talked there since it was copied; give it an empty database.");
            }
        }
    }

    private Count copy(String table) throws SQLException {
        long rows = count(source, table);
        Page page = new Page(table, columns(table));
        long done = count(target, table);
        long last = done == 0 || done >= rows ? 0 : rowid(table, done);
        progress.copied(table, done, rows);
        while (done < rows) {
            long from = last;
            List<Object[]> some = source.read(sql -> page.after(sql, from));
            if (some.isEmpty()) break;
            target.write(sql -> page.insert(sql, some));
            last = (Long) some.get(some.size() - 1)[0];
            done += some.size();
            progress.copied(table, done, rows);
        }
        return new Count(table, rows, count(target, table));
    }

    /** Rows went in the order of their ids here, a page in a transaction; so as many as are there are the first ones. */
    private long rowid(String table, long count) throws SQLException {
        String query = "select rowid from " + table + " order by rowid limit 1 offset ?";
        return source.read(sql -> sql.first(query, row -> row.getLong(1), count - 1)).orElseThrow();
    }

    private Count replacePlace() throws SQLException {
        Page page = new Page(PLACE, columns(PLACE));
        List<Object[]> row = source.read(sql -> page.after(sql, 0));
        target.write(sql -> {
            sql.run("delete from " + PLACE);
            return page.insert(sql, row);
        });
        return new Count(PLACE, row.size(), count(target, PLACE));
    }

    private static long count(Database database, String table) throws SQLException {
        return database.read(sql -> sql.first("select count(*) from " + table, row -> row.getLong(1))).orElseThrow();
    }

    /** @return of each column, what it is in PostgreSQL; SQLite keeps a boolean as a number */
    private Map<String, String> columns(String table) throws SQLException {
        String query =
                """
                select column_name, data_type from information_schema.columns
                 where table_schema = current_schema() and table_name = ? order by ordinal_position
                """;
        Map<String, String> columns = new LinkedHashMap<>();
        target.read(sql -> sql.all(query, row -> columns.put('"' + row.getString(1) + '"', row.getString(2)), table));
        return columns;
    }

    /** Some rows of a table, each with its place in the source before its values. */
    private record Page(String table, Map<String, String> columns) {
        List<Object[]> after(Sql sql, long rowid) throws SQLException {
            String query = "select rowid, %s from %s where rowid > ? order by rowid limit ?".formatted(String.join(", ", columns.keySet()), table);
            return sql.all(query, this::values, rowid, columns.containsValue("bytea") ? LARGE_PAGE : PAGE);
        }

        int insert(Sql sql, List<Object[]> rows) throws SQLException {
            String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
            String insert = "insert into %s (%s) values (%s) on conflict do nothing".formatted(table, String.join(", ", columns.keySet()), marks);
            sql.runAll(insert, rows.stream().map(row -> Arrays.copyOfRange(row, 1, row.length)).toList());
            return rows.size();
        }

        private Object[] values(ResultSet row) throws SQLException {
            Object[] values = new Object[columns.size() + 1];
            values[0] = row.getLong(1);
            int column = 1;
            for (String type : columns.values()) values[column++] = value(row, column, type);
            return values;
        }

        private static Object value(ResultSet row, int column, String type) throws SQLException {
            Object value = switch (type) {
                case "text" -> row.getString(column);
                case "boolean" -> row.getBoolean(column);
                case "bytea" -> row.getBytes(column);
                case "bigint", "integer" -> row.getLong(column);
                default -> throw new IllegalStateException("A column of type " + type);
            };
            return row.wasNull() ? null : value;
        }
    }
}
