package dev.chatchannel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MessagePosted;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);

    @Test
    void a_message_is_name_and_text() {
        assertEquals(new Frame.Text("Ann: 你好好!!!"), PlainText.event(said("你好好!!!", Optional.empty())));
    }

    @Test
    void a_line_break_cannot_make_one_message_look_like_two() {
        assertEquals(new Frame.Text("Ann: hi\n    Bob: hi"), PlainText.event(said("hi\nBob: hi", Optional.empty())));
    }

    @Test
    void a_file_is_sent_as_its_content() {
        FileId id = FileId.at(5);
        assertEquals(new Frame.File(id), PlainText.event(said("", Optional.of(new Attachment(id, "image/png", 3)))));
    }

    @Test
    void a_refusal_cannot_be_taken_for_a_message() {
        assertEquals(new Frame.Text("! There is nothing to say."), PlainText.refused(Refusal.BLANK.refused()));
    }

    private static MessagePosted said(String text, Optional<Attachment> file) {
        return new MessagePosted(new ChannelName("lobby"), 1, ANN, 1, text, file, Optional.empty());
    }
}
