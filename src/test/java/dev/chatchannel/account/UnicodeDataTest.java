package dev.chatchannel.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds our data and rules against ICU4J, which is too big to ship. */
class UnicodeDataTest {
    private static final SpoofChecker ICU = new SpoofChecker.Builder().setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.MIXED_NUMBERS)
            .build();

    @Test
    void the_files_are_what_the_tool_makes() throws IOException {
        UnicodeDataTool tool = new UnicodeDataTool();
        assertEquals(tool.nameCharacters(), Files.readString(UnicodeDataTool.MAIN.resolve("name-characters.txt")));
        assertEquals(tool.confusables(), Files.readString(UnicodeDataTool.MAIN.resolve("confusables.txt")));
        assertEquals(tool.notJoined(), Files.readString(UnicodeDataTool.TEST.resolve("not-joined.txt")));
    }

    @Test
    void every_look_alike_that_unicode_knows_is_ours_but_for_the_listed() {
        Set<String> apart = new HashSet<>();
        for (String[] fields : UnicodeData.lines("not-joined.txt")) apart.add(Character.toString(Integer.parseInt(fields[0], 16)));
        List<String> missed = new ArrayList<>();
        for (String character : UnicodeDataTool.characters()) {
            String look = ICU.getSkeleton(character);
            boolean comparable = look.codePoints().noneMatch(Skeleton::isIgnored) && !Skeleton.of(character).isEmpty();
            if (comparable && !apart.contains(character) && !Skeleton.of(look).equals(Skeleton.of(character))) missed.add(character);
        }
        assertEquals(List.of(), missed.stream().filter(one -> !consistsOfApart(one, apart)).toList());
    }

    private static boolean consistsOfApart(String character, Set<String> apart) {
        return Normalizer.normalize(character, Normalizer.Form.NFKD).codePoints()
                .anyMatch(part -> apart.contains(Character.toString(part)));
    }

    @Test
    void a_skeleton_is_its_own_skeleton_and_blind_to_case() {
        List<String> wrong = new ArrayList<>();
        for (String character : UnicodeDataTool.characters()) {
            String skeleton = Skeleton.of(character);
            if (Character.getType(character.codePointAt(0)) == Character.NON_SPACING_MARK) continue; // U+0345 has a capital: Ι
            boolean blind = Skeleton.of(upper(character)).equals(skeleton) && Skeleton.of(lower(character)).equals(skeleton);
            if (!blind || !Skeleton.of(skeleton).equals(skeleton)) wrong.add(character);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void scripts_are_mixed_for_us_when_they_are_for_icu() {
        Random random = new Random(7);
        List<String> characters = new ArrayList<>();
        UnicodeDataTool.characters().forEach(characters::add);
        List<Integer> starts = List.of(0, 60, 400, 900, 1500, 3000, 6000, 9000, 20000, 90000, 110000);
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                int start = starts.get(random.nextInt(starts.size()));
                text.append(characters.get((start + random.nextInt(900)) % characters.size()));
            }
            assertSameVerdict(text.toString());
        }
    }

    private static void assertSameVerdict(String text) {
        int[] characters = text.codePoints().toArray();
        boolean mixed = NameRules.mixesScripts(characters) || NameRules.mixesDigits(characters);
        assertEquals(ICU.failsChecks(text), mixed, () -> text + " " + text.codePoints().boxed().toList());
    }

    @Test
    void random_names_have_skeletons_that_are_their_own() {
        Random random = new Random(11);
        List<String> characters = new ArrayList<>();
        UnicodeDataTool.characters().forEach(characters::add);
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(8); n > 0; n--) text.append(characters.get(random.nextInt(characters.size())));
            String skeleton = Skeleton.of(text.toString());
            assertEquals(skeleton, Skeleton.of(skeleton));
        }
    }

    private static String upper(String character) {
        return Character.toString(Character.toUpperCase(character.codePointAt(0)));
    }

    private static String lower(String character) {
        return Character.toString(Character.toLowerCase(character.codePointAt(0)));
    }
}
