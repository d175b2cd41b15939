package dev.chatchannel.message;

import java.util.List;

/**
 * Who has the same reaction on a message.
 *
 * @param count of all of them
 * @param people the first of them whose accounts are kept, up to a bound of the store
 */
public record Reactors(Reaction reaction, int count, List<Author> people) {
    public Reactors {
        people = List.copyOf(people);
    }
}
