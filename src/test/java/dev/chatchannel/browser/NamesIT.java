package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NamesIT {
    private static final String TAKEN = "Somebody has that name, or one that looks like it.";
    private static final String NO_NAME = "That cannot be a name here.";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void a_taken_name_is_refused_and_stays_in_the_field() {
        Person ann = stage.person("Ann").enters();
        assertRefused(ann.name(), TAKEN, "409");
    }

    @Test
    void a_name_that_looks_like_a_taken_one_is_refused_and_stays_in_the_field() {
        Person ann = stage.person("Hello").enters();
        assertRefused(ann.name().replace('l', 'I'), TAKEN, "409");
    }

    @Test
    void a_name_that_is_too_long_is_refused_and_stays_in_the_field() {
        assertRefused("A very long name indeed ".repeat(7).strip(), NO_NAME, "422");
    }

    @Test
    void a_name_of_mixed_scripts_is_refused_and_stays_in_the_field() {
        assertRefused("Аnn with a Cyrillic A", NO_NAME, "422");
    }

    @Test
    void a_refused_name_can_be_mended() {
        Person bob = stage.person("Bob");
        assertRefused(bob, "@@", NO_NAME, "422");
        bob.picture("name-refused");
        bob.takesName(bob.name()).isOnline();
    }

    private void assertRefused(String name, String reason, String status) {
        assertRefused(stage.person("Bob"), name, reason, status);
    }

    private static void assertRefused(Person newcomer, String name, String reason, String status) {
        newcomer.forgiving("status of " + status).opens().takesName(name);
        assertThat(newcomer.at("name-error")).containsText(reason);
        assertThat(newcomer.at("name-input")).hasValue(name);
        assertThat(newcomer.at("connection")).hasCount(0);
    }
}
