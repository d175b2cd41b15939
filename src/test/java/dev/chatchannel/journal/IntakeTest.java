package dev.chatchannel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.FileId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);

    private final Intake intake = new Intake(5_000);

    @Test
    void drafts_come_out_in_the_order_of_their_coming_and_no_more_than_a_batch_at_a_time() {
        List<Waiting> drafts = IntStream.range(0, 1_001).mapToObj(i -> waiting(0)).toList();
        drafts.forEach(intake::offer);
        assertEquals(drafts.subList(0, 1_000), intake.take());
        assertEquals(drafts.subList(1_000, 1_001), intake.take());
    }

    @Test
    void a_batch_is_bounded_by_weight_and_one_draft_always_fits() {
        Waiting light = waiting(1);
        Waiting heavy = waiting((int) Intake.MOST_BYTES + 1);
        List.of(light, heavy, light).forEach(intake::offer);
        assertEquals(List.of(light), intake.take());
        assertEquals(List.of(heavy), intake.take());
        assertEquals(List.of(light), intake.take());
    }

    @Test
    void a_closed_intake_gives_what_it_took_and_then_nothing() {
        Waiting accepted = waiting(0);
        intake.offer(accepted);
        intake.close();
        assertFalse(intake.offer(waiting(0)));
        assertEquals(List.of(accepted), intake.take());
        assertEquals(List.of(), intake.take());
    }

    private static Waiting waiting(int bytes) {
        Attachment about = new Attachment(FileId.at(1), "image/png", bytes);
        Change.Upload upload = new Change.Upload(about, "hash", new byte[bytes]);
        return new Waiting(new Draft(new ChannelName("lobby"), ANN, Optional.empty(), new Change.Post("", Optional.of(upload))));
    }
}
