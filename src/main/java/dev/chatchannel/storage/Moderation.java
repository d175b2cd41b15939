package dev.chatchannel.storage;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.message.ArchiveChanged;
import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.GuestsSet;
import dev.chatchannel.message.MemberBanned;
import dev.chatchannel.message.MemberChanged;
import dev.chatchannel.message.MemberMuted;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MemberUnbanned;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.RoleSet;
import dev.chatchannel.message.SlowModeSet;
import dev.chatchannel.message.TitleChanged;
import dev.chatchannel.message.TopicChanged;
import java.sql.SQLException;

/**
 * Notes in the audit what somebody did to others in a channel, in the transaction of the event: so it outlives the channel.
 *
 * <p>Of private talk it keeps that there was a deed, and whose, and nothing that was said or whom it concerned.
 */
final class Moderation {
    private final Sql sql;
    private final long time;

    Moderation(Sql sql, long time) {
        this.sql = sql;
        this.time = time;
    }

    void note(Draft draft, Place place, Event event) throws SQLException {
        if (event instanceof MessagePosted) return;
        if (event instanceof MemberChanged change) noteOfMember(place, change);
        if (event instanceof MessageDeleted deletion) noteOfMessage(place, deletion);
        if (event instanceof TitleChanged change) note(place, event, "channel.rename", "", change.title());
        if (event instanceof TopicChanged change) note(place, event, "topic.set", "", change.topic());
        if (event instanceof ArchiveChanged change) note(place, event, change.archived() ? "channel.archive" : "channel.unarchive", "", "");
        if (event instanceof SlowModeSet set) note(place, event, "channel.slow_mode", "", Integer.toString(set.seconds()));
        if (event instanceof GuestsSet set) note(place, event, "channel.open_to_guests", "", Boolean.toString(set.open()));
        if (event instanceof ChannelDeleted && draft.change() instanceof Change.DeleteChannel) note(place, event, "channel.delete", "", "");
    }

    private void noteOfMember(Place place, MemberChanged event) throws SQLException {
        String member = event.member().id().value();
        boolean oneself = event.member().id().equals(event.author().id());
        if (event instanceof MemberRemoved) note(place, event, "channel.remove", member, "");
        if (event instanceof MemberBanned) note(place, event, "channel.ban", member, "");
        if (event instanceof MemberUnbanned) note(place, event, "channel.unban", member, "");
        if (event instanceof MemberMuted muted) note(place, event, "channel.mute", member, Long.toString(muted.until()));
        if (event instanceof RoleSet set && !oneself) note(place, event, "channel.set_role", member, set.role().word());
    }

    private void noteOfMessage(Place place, MessageDeleted event) throws SQLException {
        String query = "select author from event where channel = ? and \"offset\" = ?";
        String author = sql.first(query, row -> row.getString(1), place.channel(), event.target()).orElseThrow();
        if (!author.equals(event.author().id().value())) note(place, event, "message.delete", author, Long.toString(event.target()));
    }

    private void note(Place place, Event event, String action, String target, String detail) throws SQLException {
        Audit.noteInChannel(sql, event.author(), action, target, detail, place, time);
    }
}
