package dev.chatchannel.storage;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The numbered scripts of the schema, and {@link ChannelSkeletons} among them, run by Flyway.
 *
 * <p>The list is written here and not scanned for: scanning a class path is slow, and differs between containers.
 */
final class Migrations {
    private static final List<String> SCRIPTS = List.of(
            "V1__the_first_day.sql", "V2__events_of_every_kind.sql", "V3__counted_reactions.sql", "V4__people.sql",
            "V5__channels_of_people.sql", "V6__tokens_of_bots.sql", "V7__administration.sql", "V8__profiles.sql",
            "V9__attention.sql", "V10__threads.sql", "V12__read_only_for_good.sql", "V13__files_kept_once.sql",
            "V14__search.sql", "V15__nodes.sql", "V16__who_signals.sql", "V17__living_nodes.sql", "V18__ending_channels.sql");

    /** Of these there is another one for PostgreSQL, in {@code postgresql/}. */
    private static final Set<String> TWOFOLD = Set.of("V14__search.sql", "V15__nodes.sql", "V16__who_signals.sql", "V17__living_nodes.sql");

    private Migrations() {}

    /**
     * Brings the schema up to date; nothing happens when it is, and nothing when it is newer than we are.
     *
     * @param where the database is, as the operator calls it
     */
    static void run(DataSource source, Dialect dialect, String where) {
        try {
            Flyway flyway = configuration(source, dialect).load();
            LogFactory.setLogCreator(QuietLog::new); // after load(), which chooses one itself
            refuseNewer(flyway, where);
            flyway.migrate();
        } catch (FlywayException failure) {
            throw new StorageUnavailable(
                    "The schema of the database %s cannot be brought up to date (%s)."
                            .formatted(where, failure.getMessage().lines().findFirst().orElse("")),
                    failure);
        }
    }

    /** Each script runs in a transaction of its own, DDL too: killed in the middle, it leaves nothing. */
    static FluentConfiguration configuration(DataSource source, Dialect dialect) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .resourceProvider(new Scripts(dialect))
                .javaMigrationClassProvider(List::of)
                .javaMigrations(new ChannelSkeletons());
    }

    private static void refuseNewer(Flyway flyway, String where) {
        MigrationInfo current = flyway.info().current();
        if (current == null || current.getState().isResolved()) return;
        throw new StorageUnavailable(
                "The database %s was written by a newer version of this program (schema %s); run that version, or an older copy."
                        .formatted(where, current.getVersion()));
    }

    /** Our scripts, by the beginning and the end of their names. */
    private static final class Scripts implements ResourceProvider {
        private final Dialect dialect;

        Scripts(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name, dialect) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(name -> new Script(name, dialect))
                    .toList();
        }
    }

    /** One script, beside this class or in the folder of its database. */
    private static final class Script extends LoadableResource {
        private final String name;
        private final String place;

        Script(String name, Dialect dialect) {
            this.name = name;
            this.place = dialect == Dialect.POSTGRESQL && TWOFOLD.contains(name) ? "postgresql/" + name : name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(Migrations.class.getResourceAsStream(place), StandardCharsets.UTF_8);
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }
    }
}
