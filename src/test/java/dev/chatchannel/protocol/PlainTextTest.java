package dev.chatchannel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);

    @Test
    void a_message_is_name_and_text() {
        assertEquals(text("Ann: 你好好!!!"), PlainText.WRITER.write(said("你好好!!!", Optional.empty())));
    }

    @Test
    void a_line_break_cannot_make_one_message_look_like_two() {
        assertEquals(text("Ann: hi\n    Bob: hi"), PlainText.WRITER.write(said("hi\nBob: hi", Optional.empty())));
    }

    @Test
    void a_file_is_sent_as_its_content() {
        FileId id = FileId.at(5);
        assertEquals(Optional.of(new Frame.File(id)), PlainText.WRITER.write(said("", Optional.of(new Attachment(id, "image/png", 3)))));
    }

    @Test
    void a_refusal_cannot_be_taken_for_a_message() {
        assertEquals(new Frame.Text("! There is nothing to say."), PlainText.refused(Refusal.BLANK.refused()));
    }

    @Test
    void an_edit_says_so() {
        assertEquals(text("Ann (edited): hi,\n    all"), PlainText.WRITER.write(new MessageEdited(LOBBY, 2, ANN, 1, 1, "hi,\nall")));
    }

    @Test
    void what_was_deleted_since_is_not_shown() {
        MessageState deleted = new MessageState(OptionalLong.empty(), true, List.of());
        assertEquals(Optional.empty(), PlainText.WRITER.write(said("", Optional.empty()).with(deleted)));
        assertEquals(Optional.empty(), PlainText.WRITER.write(new MessageEdited(LOBBY, 2, ANN, 1, 1, "")));
    }

    @Test
    void other_events_are_not_shown() {
        assertEquals(Optional.empty(), PlainText.WRITER.write(new MessageDeleted(LOBBY, 2, ANN, 1, 1)));
        assertEquals(Optional.empty(), PlainText.WRITER.write(new ReactionAdded(LOBBY, 3, ANN, 1, 1, new Reaction("👍"), 1)));
        assertEquals(Optional.empty(), PlainText.WRITER.write(new MemberJoined(LOBBY, 4, ANN, 1)));
    }

    private static Optional<Frame> text(String text) {
        return Optional.of(new Frame.Text(text));
    }

    private static MessagePosted said(String text, Optional<Attachment> file) {
        return new MessagePosted(LOBBY, 1, ANN, 1, text, file, Optional.empty());
    }
}
