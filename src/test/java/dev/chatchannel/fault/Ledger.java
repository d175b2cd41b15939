package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.fault.JsonClient.Heard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Where each post stands in a channel's whole history: without gaps, each once, and those of one sender in their order. */
final class Ledger {
    private final Map<Post, Long> offsets = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final String note;

    /** @param history from the first offset on; @param note what a failure says too, such as the seed */
    Ledger(List<Heard> history, String note) {
        this.note = note;
        List<Long> all = history.stream().map(Heard::offset).toList();
        assertEquals(LongStream.rangeClosed(1, history.size()).boxed().toList(), all, says("gapless"));
        history.forEach(this::enter);
    }

    /** Checks that all these are stored, where their senders were told. */
    void mustHold(Map<Post, Long> acknowledged) {
        acknowledged.forEach((post, offset) -> assertEquals(offset, offsets.get(post), says("acknowledged: " + post)));
    }

    /** Checks that it is stored. */
    void mustHold(Post acknowledged) {
        assertTrue(offsets.containsKey(acknowledged), says("lost: " + acknowledged));
    }

    /** @return how many posts of a sender are stored */
    long count(String sender) {
        return offsets.keySet().stream().filter(post -> post.sender().equals(sender)).count();
    }

    private void enter(Heard message) {
        Post post = Post.of(message.text());
        assertNull(offsets.put(post, message.offset()), says("stored twice: " + post));
        Integer before = newest.put(post.sender(), post.number());
        assertTrue(before == null || before < post.number(), says("out of order: " + post + " after " + before));
    }

    private String says(String what) {
        return what + "; " + note;
    }
}
