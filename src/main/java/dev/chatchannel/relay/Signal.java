package dev.chatchannel.relay;

import java.util.List;

/** What one node tells the others beside hints, and what may be lost: a name that says what it is, and what goes with it. */
public record Signal(String name, List<String> words) {
    public Signal {
        words = List.copyOf(words);
    }
}
