package dev.chatchannel.account;

/**
 * A name that people may see, checked.
 *
 * @param text as shown
 * @param skeleton equal for names that look alike; unique among held names
 */
public record DisplayName(String text, String skeleton) {}
