package dev.chatchannel.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.command.Rights;
import java.util.Arrays;

/** Doors between the rooms open one way: the last column of the table in architecture.md. */
@AnalyzeClasses(packages = "dev.chatchannel", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String HOME = "dev.chatchannel.";

    @ArchTest
    static final ArchRule message_knows_nobody = room("message");

    @ArchTest
    static final ArchRule limit_knows_nobody = room("limit");

    @ArchTest
    static final ArchRule account_knows_only_message_and_limit = room("account", "message", "limit");

    @ArchTest
    static final ArchRule journal_knows_only_message = room("journal", "message");

    @ArchTest
    static final ArchRule channel_knows_only_message = room("channel", "message");

    @ArchTest
    static final ArchRule file_knows_only_message = room("file", "message");

    @ArchTest
    static final ArchRule relay_knows_only_message = room("relay", "message");

    @ArchTest
    static final ArchRule protocol_knows_only_message = room("protocol", "message");

    @ArchTest
    static final ArchRule answer_knows_only_protocol = room("answer", "protocol");

    @ArchTest
    static final ArchRule search_knows_only_message = room("search", "message");

    @ArchTest
    static final ArchRule storage_knows_only_the_ports = room("storage", "message", "account", "file", "journal", "channel", "relay", "search");

    @ArchTest
    static final ArchRule command_knows_no_socket_and_no_storage =
            room("command", "message", "protocol", "account", "file", "limit", "journal", "channel", "search");

    @ArchTest
    static final ArchRule websocket_knows_no_journal_and_no_storage =
            room("websocket", "message", "protocol", "answer", "command", "channel", "account", "limit");

    @ArchTest
    static final ArchRule http_knows_no_journal_and_no_storage =
            room("http", "message", "protocol", "answer", "command", "account", "file", "limit");

    @ArchTest
    static final ArchRule protocol_is_pure = noClasses()
            .that()
            .resideInAPackage(HOME + "protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.net..", "java.nio.file..", "java.sql..", "jakarta..");

    @ArchTest
    static final ArchRule only_rights_goes_from_a_name_to_a_log = noClasses()
            .that()
            .areNotAssignableTo(Rights.class)
            .and()
            .areNotAssignableTo(Channels.class)
            .should()
            .callMethod(Channels.class, "open", dev.chatchannel.message.ChannelName.class);

    @ArchTest
    static final ArchRule sql_stays_in_storage = noClasses()
            .that()
            .resideOutsideOfPackage(HOME + "storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..");

    private static ArchRule room(String name, String... mayKnow) {
        return classes()
                .that()
                .resideInAPackage(HOME + name)
                .should()
                .onlyDependOnClassesThat(isForeign().or(isIn(name)).or(isInOneOf(mayKnow)));
    }

    private static DescribedPredicate<JavaClass> isForeign() {
        return DescribedPredicate.describe("are not ours", type -> !type.getPackageName().startsWith("dev.chatchannel"));
    }

    private static DescribedPredicate<JavaClass> isIn(String room) {
        return DescribedPredicate.describe("are in " + room, type -> type.getPackageName().equals(HOME + room));
    }

    private static DescribedPredicate<JavaClass> isInOneOf(String... rooms) {
        return DescribedPredicate.describe(
                "are in " + Arrays.toString(rooms),
                type -> Arrays.stream(rooms).anyMatch(room -> type.getPackageName().equals(HOME + room)));
    }
}
