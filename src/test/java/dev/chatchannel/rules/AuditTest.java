package dev.chatchannel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What administrators and moderators did is only ever added to: no statement of ours changes or deletes a row of it, by name or by a list of tables. */
class AuditTest {
    private static final List<Path> SQL = List.of(Path.of("src/main/java/dev/chatchannel/storage"), Path.of("src/main/resources/dev/chatchannel/storage"));
    private static final Path COPY = Path.of("src/main/java/dev/chatchannel/storage/DatabaseCopy.java");
    private static final Pattern CHANGES =
            Pattern.compile("(update|delete from|truncate|drop table|drop column|replace into)[^;\"]*\\baudit\\b|\"audit\"");

    @Test
    void no_sql_changes_or_deletes_what_stands_in_the_audit() throws IOException {
        List<String> statements = statements();
        assertTrue(statements.stream().anyMatch(text -> text.contains("insert into audit")), "the audit is written somewhere");
        assertEquals(List.of(), statements.stream().filter(text -> CHANGES.matcher(text).find()).toList());
    }

    /** It lists all tables to add to them: in another database, which has no deeds yet. */
    @Test
    void the_copy_of_a_database_deletes_nothing_but_the_row_that_each_has_from_the_beginning() throws IOException {
        List<String> deletions = Pattern.compile("(update|delete|truncate|drop|replace into)\\b[^;]*;").matcher(text(COPY)).results().map(found -> found.group()).toList();
        assertEquals(List.of("delete from \" + place);"), deletions);
    }

    @Test
    void a_statement_that_would_is_found() {
        for (String bad : List.of("update audit set name = ''", "delete from audit where time < ?", "drop table audit", "list.of(\"audit\", \"event\")")) {
            assertTrue(CHANGES.matcher(bad).find(), bad);
        }
    }

    private static List<String> statements() throws IOException {
        try (Stream<Path> java = Files.walk(SQL.get(0)); Stream<Path> scripts = Files.walk(SQL.get(1))) {
            return Stream.concat(java, scripts).filter(Files::isRegularFile).filter(file -> !file.equals(COPY)).map(AuditTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
