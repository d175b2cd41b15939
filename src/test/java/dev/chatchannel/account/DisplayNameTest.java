package dev.chatchannel.account;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.NameRefused.Problem;
import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "Ann", "a", "7", "R2-D2", "Jean-Luc", "O'Brien", "Dr. Ann", "ann_b", "J.R.R. Tolkien", "José", "Zoë", "Łukasz", "Søren",
        "Þórður", "Đorđe", "Ñuñez", "Ásgeir", "Straße", "Œdipe", "İrem", "Işıl", "Gül", "Škoda", "Ōta", "Mikel·la",
        "Nguyễn Thị Hạnh", "Trần Đức", "Nguyễn Văn Ơn", "Phạm Ngọc Thạch", // Vietnamese
        "王伟", "李小龙", "陳大文", "张三", "歐陽娜娜", "买买提·艾力", "王Alex", "小明123", "ㄅㄆ王", "李〇〇", // Chinese
        "さくら", "山田太郎", "タロウ", "マイケル・ジャクソン", "サトウ さくら", "佐々木", "ひろ子Max", "ラーメン", // Japanese
        "김민준", "이서연", "홍길동", "金민준", "ㅇㅇ", "ㅋㅋ", "민Ann", // Korean
        "محمد", "فاطمة", "عبد الله", "نور ١٢", "مُحَمَّد", "علی", "پرویز", "گل۵", // Arabic, Persian
        "דוד", "שרה כהן", "יוסף", "שָׁלוֹם", "דוד12", // Hebrew
        "राम", "प्रिया", "सुनीता शर्मा", "क्षितिज", "ज़ोया", "দীপা", "ਸਿੰਘ", "અમિત", "கமலா", "లక్ష్మి", "ಅನು", "മഞ്ജു", "සුනිල්", // Indic
        "สมชาย", "น้ำฝน", "กุ้ง", "อำพร", "ปิ่น", "ສົມພອນ", "ຄໍາ", "သူဇာ", "សុខា", // Thai, Lao, Burmese, Khmer
        "Анна", "Вова", "Щукин", "Ґеник", "Їжак", "Ёлка", "Ђорђе", "Νίκος", "Ελένη", "ΣΟΦΙΑ", "Արամ", "გიორგი", // Cyrillic, Greek …
        "ተስፋ", "ᏣᎳᎩ", "ⵜⴰⵏⵉⵔⵜ", "ᐃᓄᒃ", "ߒߞߏ", "ʻOkina", "Nuʻu", "Ɓala", "Ŋaa"
    })
    void people_are_called_so(String name) {
        assertEquals(Normalizer.normalize(name, Normalizer.Form.NFC), DisplayName.of(name).text());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_text_that_is_no_name_is_refused(String text, Problem problem) {
        NameRefused refused = assertThrows(NameRefused.class, () -> DisplayName.of(text));
        assertEquals(problem, refused.problem(), refused::getMessage);
        assertTrue(refused.getMessage().startsWith("Expected "), refused::getMessage);
    }

    static Stream<Object[]> refusals() {
        return Stream.of(
                        all(Problem.EMPTY, "", " ", "   ", "\u3000", "\u00a0 \u2003"),
                        all(Problem.TOO_LONG, "a".repeat(33), "😀".repeat(33), "a".repeat(257), "王".repeat(33), "𠮷".repeat(33)),
                        all(Problem.CHARACTERS, "A\u202eB", "\u202dAnn", "Ann\u200e", "\u061cعلي", "A\u2066nn\u2069", // bidi
                                "A\u200bnn", "A\u200dnn", "A\u200cnn", "\ufeffAnn", "A\u2060nn", "A\u00adnn", "A\u034fnn", "A\u180enn",
                                "\u115f", "\u1160", "\u3164", "\uffa0", "\u2800", "A\u3164", "A\ufe0f", "A\udb40\udd00", "\ud834\udd73",
                                "A\u0000nn", "A\nB", "A\tB", "A\u007fB", "A\u0085B", "A\u2028B", "Ann\n", // controls
                                "A\ud800", "\udc00A", "\ud800", "A\ue000", "\udbff\udffd", "A\uffff", "A\u0378", // no characters
                                "Ａｎｎ", "ａdmin", "𝐀𝐧𝐧", "𝒜nn", "ℂarl", "Ⅻ", "①", "ﬁn", "ª", "x²", "ｱｲ", "㍿", "ﷺ", // other forms
                                "ᴀᴅᴍɪɴ", "ᴬⁿⁿ", "ʇɟ", "ǃAnn", "꞉A", "аⷭ҇", "𐌀𐌁", "ᚠᚢ", "𓀀", "عـلي", // technical, extinct
                                "Ann!", "!Ann", "Ann: hi", ":", "A：B", "a/b", "<b>", "a&b", "@ann", "#1", "\"Ann\"", "a\\b", "A|B", "A`", "~", "$", "A+B",
                                "😀", "Ann😀", "👨‍👩‍👧", "👍🏽", "🇩🇪", "❤", "★Ann", "1️⃣", "™", "♥", "‐", "–", "A—B", "…"), // pictures
                        all(Problem.MARKS, "a\u0301\u0302\u0303\u0304\u0301", "q\u0300\u0301\u0302\u0303", "1\u0301", "A \u0301b", "A-\u0301"),
                        all(Problem.EDGES, "_ann", "-", "...", "ann.", "Ann-", "'Ann'", "\u0301a", "·", "・", "1דוד", "12 محمد"),
                        all(Problem.MIXED_SCRIPTS, "Аnn", "аdmin", "Anп", "pаypal", "Annα", "Ωmega", "דודAnn", "Annमा", "Анна王", "王さ김", "ΑнΝ", "กa", "ひАы", "ㄅ김"),
                        all(Problem.MIXED_DIGITS, "م1٢", "م٢۲", "राम१1", "নীল1১"),
                        all(Problem.RESERVED, "operator", "Operator", "OPERATOR", "0perator", "op.er-at or", "admin", "Admin", "ADMIN", "adrnin", "adm1n", "admln",
                                "a d m i n", "a.d.m.i.n", "admin\u3000", "administrator", "Adm1nistrat0r", "system", "server", "moderator", "m0derat0r",
                                "everyone", "all", "All", "a11", "aII", "ALL", "here", "管理员", "系统", "管理 员", "系統", "guest-7kq3f", "Guest-1", "guest", "GUEST 12345", "g.u.e.s.t-x"))
                .flatMap(some -> some);
    }

    private static Stream<Object[]> all(Problem problem, String... texts) {
        return Stream.of(texts).map(text -> new Object[] {text, problem});
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, ANN", "Ann, ann", "Ann, a n n", "Ann, a-n_n", "O'Brien, OBrien", "O'Brien, O’Brien", "O'Brien, OʼBrien", "Dr. Ann, drann",
        "copa, сора", "COPA, СОРА", "Copa, сора", "Mark, rnark", "MARK, RNark", "Bob, B0b", "O, 0", "l, 1", "I, l", "I, i", "L, 1", "Ill, 111",
        "Paul, PauI", "lIam, Iiam", "Ian, lan", "ABE, АВЕ", "abe, авЕ", "Вова, вова", "ВОВА, вова", "x, х"
    })
    void a_name_that_looks_like_another_is_the_same_name(String one, String other) {
        assertEquals(DisplayName.of(one).skeleton(), DisplayName.of(other).skeleton());
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, Anna", "Ann, Ánn", "Nan, Van", "Clan, Dan", "Zoe, Zoë", "Ron, Rom", "Sam, 5am", "Гена, Уена", "王伟, 王玮", "さくら, サクラ", "김민준, 김민중",
        "דוד, דודי", "דניאל, דנאל", "Νίκος, Vikos", "Jean, Joan", "นา, น้า", "राम, रमा", "Ann1, Ann2"
    })
    void names_that_look_different_are_different(String one, String other) {
        assertNotEquals(DisplayName.of(one).skeleton(), DisplayName.of(other).skeleton());
    }

    @Test
    void a_name_is_shown_composed_and_tidied() {
        assertEquals("Ann Bo", DisplayName.of("  Ann \u3000\u00a0 Bo ").text());
        assertEquals("José", DisplayName.of("Jose\u0301").text());
        assertEquals("O'Brien", DisplayName.of("O’Brien").text());
    }

    @Test
    void length_is_counted_in_characters_as_shown() {
        assertEquals(32, DisplayName.of("王".repeat(32)).text().length());
        assertEquals(64, DisplayName.of("𠮷".repeat(32)).text().length());
        assertEquals(32, DisplayName.of("ệ".repeat(32)).text().length());
        assertEquals(32, DisplayName.of("e\u0323\u0302".repeat(32)).text().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0301", "\u202e", " ", "\ufdfa", "😀", "\ud800"})
    void a_megabyte_is_refused_at_once(String repeated) {
        String text = repeated.repeat(1 << 20);
        assertTimeout(ofSeconds(1), () -> {
            for (int i = 0; i < 1000; i++) assertThrows(NameRefused.class, () -> DisplayName.of(text));
        });
    }

    @Test
    void a_second_dot_on_an_i_is_not_seen() {
        assertEquals(DisplayName.of("irem").skeleton(), DisplayName.of("i\u0307rem").skeleton());
        assertEquals(DisplayName.of("irem").skeleton(), DisplayName.of("İrem").skeleton());
        assertEquals(DisplayName.of("ịa").skeleton(), DisplayName.of("i\u0323\u0307a").skeleton());
    }

    @Test
    void what_is_shown_is_itself_a_name() {
        for (String name : new String[] {"  Ann  Bo", "Jose\u0301", "O’Brien", "น้ำฝน"}) {
            DisplayName once = DisplayName.of(name);
            assertEquals(once, DisplayName.of(once.text()));
            assertFalse(once.skeleton().isEmpty());
        }
    }
}
