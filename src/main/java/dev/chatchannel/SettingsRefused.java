package dev.chatchannel;

import java.util.List;

/** Settings do not fit; the message has a line for each, which says what was expected. */
final class SettingsRefused extends RuntimeException {
    private final transient List<String> complaints;

    SettingsRefused(List<String> complaints) {
        super(String.join(System.lineSeparator(), complaints), null, false, false);
        this.complaints = complaints;
    }

    List<String> complaints() {
        return complaints;
    }
}
