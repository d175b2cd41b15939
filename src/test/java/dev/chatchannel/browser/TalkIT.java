package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TalkIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void two_people_see_what_both_say_once_and_in_order() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        List<String> talk = List.of("Hello, is anybody here?", "I am.", "Then let us talk.", "Gladly!");

        ann.says(talk.get(0));
        bob.sees(talk.subList(0, 1)).says(talk.get(1));
        ann.sees(talk.subList(0, 2)).says(talk.get(2));
        bob.sees(talk.subList(0, 3)).says(talk.get(3));

        ann.sees(talk);
        bob.sees(talk);
        assertEquals(talk, stage.server().stored(talk));
    }

    @Test
    void who_is_here_shows_those_who_are_and_forgets_who_left() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        List<String> both = Stream.of(ann.name(), bob.name()).sorted().toList();

        ann.seesHere(both, both);
        bob.seesHere(both, both);
        bob.leaves();
        ann.seesHere(both, List.of(ann.name()));
    }

    @Test
    void the_others_see_who_is_typing_until_the_message_comes() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();

        ann.at("composer").pressSequentially("Hel");
        assertThat(bob.at("typing")).containsText(ann.name());
        assertThat(ann.at("typing")).isEmpty();
        assertThat(bob.page().locator("[aria-live] [data-testid=typing], [role=log] [data-testid=typing]")).hasCount(0);
        ann.says("Hello");
        bob.sees("Hello");
        assertThat(bob.at("typing")).isEmpty();
    }

    @Test
    void html_in_a_message_is_shown_as_it_was_typed() {
        String trap = "<img src=x onerror=alert(1)>";
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();

        ann.says(trap).sees(trap);
        bob.sees(trap);
        assertThat(bob.message(trap).locator("img")).hasCount(0);
        ann.page().reload();
        ann.sees(trap);
        assertThat(ann.message(trap).locator("img")).hasCount(0);
    }

    @Test
    void two_tabs_of_one_person_are_one_entry_and_a_new_name_shows_in_both() {
        Person ann = stage.person("Ann").enters();
        Person sameAnn = stage.tabOf(ann);
        Person bob = stage.person("Bob").enters();
        String changed = ann.name() + " Lee";
        List<String> names = List.of(ann.name(), changed);

        bob.seesHere(names, List.of(ann.name()));
        sameAnn.seesHere(names, List.of(ann.name()));
        ann.changesName(changed);

        for (Person one : List.of(ann, sameAnn, bob)) one.seesHere(names, List.of(changed));
        sameAnn.isOnline().says("Under my new name, from the other tab");
        bob.sees("Under my new name, from the other tab");
        assertThat(bob.page().getByTestId("author").last()).hasText(changed);
    }
}
