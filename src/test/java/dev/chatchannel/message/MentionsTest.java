package dev.chatchannel.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Ann | @Ann | true",
        "Ann | hi @ann, come | true",
        "Ann | @Anna | false",
        "Ann | mail to ben@ann | false",
        "Ann | ben@ann and @ann | true",
        "Ann | Ann | false",
        "Ann | @all | true",
        "Ann | @allen | false",
        "Ann | (@everybody) | true",
        "Ann | 请@所有人看 | true",
        "小明 | 请@小明看一下 | true",
        "Ann | 请@Ann看 | true",
        "Ann Lee | @ann lee! | true",
        "Zoë | @ZOË | true",
        "Ann | @𝒜nn @Ann𝒜 | false",
        "Ann | @Ann2 | false",
    })
    void a_text_speaks_to_whom_it_names_after_an_at_sign(String name, String text, boolean speaks) {
        assertEquals(speaks, Mentions.speakTo(name, text));
    }
}
