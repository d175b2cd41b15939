package dev.chatchannel.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SortableIdTest {
    @Test
    void ids_sort_by_the_time_of_their_making() {
        assertTrue(SortableId.at(1_764_000_000_000L).compareTo(SortableId.at(1_764_000_000_001L)) < 0);
        assertTrue(SortableId.at(999).compareTo(SortableId.at(1_764_000_000_000L)) < 0);
    }

    @Test
    void an_id_tells_when_it_was_made() {
        for (long millis : new long[] {0, 5, 1_764_000_000_001L, (1L << 48) - 1}) assertEquals(millis, SortableId.madeAt(SortableId.at(millis)));
    }

    @Test
    void ids_of_one_moment_differ() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) ids.add(SortableId.at(5));
        assertEquals(10_000, ids.size());
    }

    @Test
    void only_the_shape_of_an_id_is_one() {
        assertTrue(SortableId.isOne(SortableId.at(5)));
        assertFalse(SortableId.isOne(""));
        assertFalse(SortableId.isOne("../../../../etc/passwd-----"));
        assertFalse(SortableId.isOne(SortableId.at(5).toUpperCase()));
    }
}
