package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainPaceTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 49, 50})
    void a_few_are_sent_away_together(int crowd) {
        assertTrue(DrainPace.of(crowd).group() >= crowd);
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 1_000, 5_000, 5_001, 20_000, 1_000_000})
    void a_crowd_of_any_size_is_gone_after_five_seconds(int crowd) {
        DrainPace pace = DrainPace.of(crowd);
        int groups = (crowd + pace.group() - 1) / pace.group();
        assertTrue(groups * pace.pauseMillis() <= 5_000, groups + " groups of " + pace.group());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3_000, 5_000})
    void as_long_as_there_is_time_no_more_than_a_thousand_a_second_come_back(int crowd) {
        assertEquals(50, DrainPace.of(crowd).group());
        assertEquals(50, DrainPace.of(crowd).pauseMillis());
    }
}
