package dev.chatchannel.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.kit.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The databases on which everything in this room is tested. Each directory stands for a database of its own, on both. */
enum Engine {
    SQLITE {
        @Override
        Database open(Path directory) {
            return Database.open(directory);
        }

        /** The file, byte by byte; closed, so that it has the write-ahead log in it. */
        @Override
        String contents(Path directory) {
            try {
                return Files.readString(directory.resolve("chat-channel.db"), StandardCharsets.ISO_8859_1);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        int searchRowsWith(Sql sql, String word) throws SQLException {
            String query =
                    """
                    select (select count(*) from search_entry where instr(words, ?) > 0)
                         + (select count(*) from search_words_data where instr(block, cast(? as blob)) > 0)
                    """;
            return sql.first(query, row -> row.getInt(1), word, word).orElseThrow();
        }

        @Override
        void checkSearch(Sql sql) throws SQLException {
            sql.execute("insert into search_words (search_words, rank) values ('integrity-check', 1)");
        }
    },

    POSTGRESQL {
        @Override
        Database open(Path directory) {
            return Database.open(new DatabaseAddress(address(directory), Optional.empty(), Optional.empty()));
        }

        /** All rows of all tables: what was deleted goes from the disk with the next vacuum, which is the server's to run. */
        @Override
        String contents(Path directory) {
            StringBuilder all = new StringBuilder();
            try (Connection connection = Postgres.connect(address(directory));
                    Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
                sql.execute("set bytea_output = 'escape'");
                for (String table : tables(sql)) sql.all("select cast(t as text) from " + table + " t", row -> all.append(row.getString(1)).append('\n'));
                return new String(all.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        int searchRowsWith(Sql sql, String word) throws SQLException {
            String query = "select count(*) from search_entry where position(? in words) > 0 or tokens @@ cast(? as tsquery)";
            return sql.first(query, row -> row.getInt(1), word, word).orElseThrow();
        }

        /** Each token of an entry is one of its words, or a mark. */
        @Override
        void checkSearch(Sql sql) throws SQLException {
            String query =
                    """
                    select count(*) from search_entry, unnest(tsvector_to_array(tokens)) as token
                     where token not like '#%' and position(' ' || token || ' ' in words) = 0
                    """;
            assertEquals(0, sql.first(query, row -> row.getInt(1)).orElseThrow());
        }
    };

    private static final Map<Path, String> ADDRESSES = new HashMap<>(); // guarded by the class

    private static String template; // guarded by the class

    /** Opens the database of this directory, which is made the first time. */
    abstract Database open(Path directory);

    /** @return all that is kept, one character for each byte */
    abstract String contents(Path directory);

    /** @return in how many rows of the index a word stands */
    abstract int searchRowsWith(Sql sql, String word) throws SQLException;

    /** Fails when the index does not say what its entries say. */
    abstract void checkSearch(Sql sql) throws SQLException;

    /** @return where the PostgreSQL of this directory is, with our tables in it, which are empty at first */
    static synchronized String address(Path directory) {
        if (!ADDRESSES.containsKey(directory)) ADDRESSES.put(directory, leftOver().orElseGet(() -> Postgres.shared().copyOf(template())));
        return ADDRESSES.get(directory);
    }

    static List<String> tables(Sql sql) throws SQLException {
        String query = "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1";
        return sql.all(query, row -> row.getString(1));
    }

    /** @return the database of a test that is over, emptied: that is quicker than to make one */
    private static Optional<String> leftOver() {
        Optional<Path> over = ADDRESSES.keySet().stream().filter(Files::notExists).findFirst();
        return over.map(directory -> emptied(ADDRESSES.remove(directory)));
    }

    private static String emptied(String address) {
        try (Connection connection = Postgres.connect(address);
                Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
            sql.execute("set session_replication_role = replica"); // so that the order of the tables is no matter
            for (String table : tables(sql)) {
                if (!table.equals("place") && !table.startsWith("flyway")) sql.run("delete from " + table);
            }
            sql.run("update place set version = 0, name = 'Chat Channel', guests = true, sign_up = 'invite', edit_seconds = 0");
            return address;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The migrations run once; the others are copied. */
    private static String template() {
        if (template == null) {
            String address = Postgres.shared().newDatabase();
            Database.open(new DatabaseAddress(address, Optional.empty(), Optional.empty())).close();
            template = address;
        }
        return template;
    }
}
