package dev.chatchannel.relay;

import java.util.List;

/**
 * The nodes that live, in the database. Implemented in SQL by {@code storage}.
 *
 * <p>Threads: any; every method blocks, and throws when the database cannot be read or written.
 */
public interface NodeStore {
    /**
     * A node as it last said.
     *
     * @param host as people call the machine
     * @param connections that it had then
     * @param beats counts on as long as it lives; clocks may differ
     */
    record Row(String name, String host, long connections, long beats) {}

    /** @return by what name ours is known, that no other node has */
    String node();

    /** Says that we live. */
    void beat(String host, long connections);

    /** Says that we live no more. */
    void leave();

    List<Row> nodes();

    /** Takes the row of a node away, unless it has counted on since. */
    void forget(Row dead);
}
