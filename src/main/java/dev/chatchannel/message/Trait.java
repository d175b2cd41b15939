package dev.chatchannel.message;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a message may have besides words. */
public enum Trait {
    FILE,
    IMAGE,
    VIDEO,
    AUDIO,
    LINK;

    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://\\S");

    /** @return empty when there is no such trait */
    public static Optional<Trait> of(String word) {
        return Stream.of(values()).filter(trait -> trait.word().equals(word)).findFirst();
    }

    /** @param text which the message has, or will have */
    public static Set<Trait> of(MessagePosted message, String text) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        message.files().forEach(file -> addFile(traits, file));
        if (ADDRESS.matcher(text).find()) traits.add(LINK);
        return traits;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void addFile(Set<Trait> traits, Attachment file) {
        traits.add(FILE);
        of(file.type().replaceFirst("/.*", "")).filter(trait -> trait != FILE && trait != LINK).ifPresent(traits::add);
    }
}
