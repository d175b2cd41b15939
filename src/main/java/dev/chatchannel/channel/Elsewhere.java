package dev.chatchannel.channel;

import dev.chatchannel.message.Author;
import dev.chatchannel.message.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who is in a channel by other nodes, as those said last. Guarded by the room of the channel. */
final class Elsewhere {
    private final Map<String, List<Person>> nodes = new HashMap<>(0);

    /** Takes all that a node has to say. */
    void put(String node, List<Person> people) {
        if (people.isEmpty()) nodes.remove(node);
        else nodes.put(node, List.copyOf(people));
    }

    boolean knows(String node) {
        return nodes.containsKey(node);
    }

    /** @return whether somebody is there by this name */
    boolean has(Author who) {
        return people().anyMatch(person -> person.author().equals(who));
    }

    Stream<Person> people() {
        return nodes.values().stream().flatMap(List::stream);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }
}
