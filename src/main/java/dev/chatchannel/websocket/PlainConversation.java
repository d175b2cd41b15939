package dev.chatchannel.websocket;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Cursor;
import dev.chatchannel.channel.CutOff;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.channel.Reader;
import dev.chatchannel.command.Caller;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.message.Person;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.PlainText;
import dev.chatchannel.protocol.Refused;
import java.util.Optional;

/** Plain text: every frame is a message of the one channel that the address chose. */
final class PlainConversation implements Conversation, Presence.Listener, Reader {
    private final ChatSession session;
    private final Switchboard switchboard;
    private final Outbox outbox;
    private final Caller caller;
    private final Wish wish;
    private final Person person;
    private final CommandsInFlight inFlight;
    private volatile boolean over;

    PlainConversation(ChatSession session, Switchboard switchboard, Outbox outbox, Admission admission) {
        this.session = session;
        this.switchboard = switchboard;
        this.outbox = outbox;
        this.caller = admission.caller();
        this.wish = admission.wish();
        this.person = new Person(session.id(), caller.account().asAuthor());
        this.inFlight = new CommandsInFlight(switchboard.runner(), switchboard.delivery(), outbox::reply);
    }

    @Override
    public String protocol() {
        return "plain";
    }

    @Override
    public void opened() {
        switchboard.rights().readable(caller, wish.channel()).whenComplete((log, refused) -> {
            if (refused == null) begin(log);
            else refuse(refused);
        });
    }

    @Override
    public void text(String message) {
        MessageText text = new MessageText(message);
        if (text.isBlank()) return;
        publish(new Command.Publish(wish.channel(), text, Optional.empty(), Optional.empty()));
    }

    @Override
    public void binary(byte[] message) {
        if (message.length == 0) return;
        publish(new Command.Publish(wish.channel(), new MessageText(""), Optional.of(message), Optional.empty()));
    }

    @Override
    public void ping() {
        outbox.reply(new Frame.Ping());
    }

    @Override
    public void ended() {
        over = true;
        switchboard.presence().leave(wish.channel(), person);
    }

    @Override
    public void came(ChannelName channel, Person who) {
        // plain text tells of messages only
    }

    @Override
    public void went(ChannelName channel, Person who) {
        // plain text tells of messages only
    }

    @Override
    public void typing(ChannelName channel, Author who) {
        // plain text tells of messages only
    }

    @Override
    public void wake() {
        outbox.wake();
    }

    /** There is nothing else that this session could hear. */
    @Override
    public void cutOff(CutOff cut) {
        CloseCode why = switch (cut) {
            case MAY_NOT_READ -> CloseCode.OUT_OF_THE_CHANNEL;
            case DELETED -> CloseCode.CHANNEL_DELETED;
            case REPLACED -> CloseCode.INSUFFICIENT_STATE;
        };
        switchboard.presence().leave(wish.channel(), person);
        switchboard.delivery().execute(() -> session.close(why));
    }

    /** What is said while the beginning is looked for comes after it: the cursor starts there. */
    private void begin(ChannelLog log) {
        long head = log.head().offset();
        LastMessages.begin(caller.account(), log, wish.history()).whenComplete((offset, unreadable) -> {
            if (unreadable != null) refuse(unreadable);
            listen(log, unreadable == null ? offset : head);
        });
    }

    private void listen(ChannelLog log, long after) {
        Cursor cursor = log.readAfter(caller.account().id(), caller.account().kind(), after, this);
        outbox.follow(cursor);
        switchboard.presence().arrive(wish.channel(), person, this);
        if (over) ended(); // it ended while the log was opened: take back what the end did not see
    }

    private void publish(Command.Publish command) {
        inFlight.run(caller, command, new CommandsInFlight.Writing(reply -> echo(command), PlainText::refused));
    }

    private Optional<Frame> echo(Command.Publish command) {
        boolean wanted = switchboard.autoReply() && command.file().isEmpty();
        return wanted ? Optional.of(new Frame.Text(command.text().value())) : Optional.empty();
    }

    private void refuse(Throwable failure) {
        outbox.reply(PlainText.refused(Refused.of(failure)));
    }
}
