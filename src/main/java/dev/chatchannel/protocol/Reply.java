package dev.chatchannel.protocol;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountInfo;
import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ChannelSummary;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.Deed;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.InviteInfo;
import dev.chatchannel.message.Membership;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Preference;
import dev.chatchannel.message.Reactors;
import dev.chatchannel.message.SessionInfo;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.message.TokenInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the asker gets back. */
public sealed interface Reply {
    /** The event is stored, at this position; {@code repeated} when it was already. */
    record Published(Position position, boolean repeated) implements Reply {}

    /** A page of history, and where the channel stands. */
    record HistoryPage(List<Event> events, Position head) implements Reply {}

    /** Who reacted to a message, and how. */
    record ReactionList(List<Reactors> reactions) implements Reply {}

    record OwnReactionList(List<OwnReaction> reactions) implements Reply {}

    record PresenceList(List<Person> people) implements Reply {}

    record PresenceCount(int connections, int people) implements Reply {}

    /** A channel that was made, or was there. */
    record ChannelMade(ChannelName name) implements Reply {}

    /**
     * A page of what was found, the newest first.
     *
     * @param words and phrases that were looked for, as they were typed
     * @param next where the next page begins, if there is one
     * @param indexed whether everything that was said before is in the index
     */
    record MessagesFound(List<Event> messages, List<String> words, OptionalLong next, boolean indexed, Optional<SearchProblem> problem) implements Reply {}

    /** Why nothing can be found. @param about the part of the text, or the name, that it is about */
    record SearchProblem(Reason reason, String about) {
        /** Closed list; the words are spoken. */
        public enum Reason {
            NO_WORDS, UNKNOWN_CHANNEL, UNKNOWN_PERSON, NO_DATE, UNKNOWN_KIND
        }
    }

    record ChannelList(List<ChannelSummary> channels) implements Reply {}

    record MemberList(List<Membership> members) implements Reply {}

    /** How far the asker has read the channel now. */
    record Marked(long offset) implements Reply {}

    /** How the asker wants to have the channel now. */
    record Preferred(Preference preference) implements Reply {}

    record FileFound(StoredFile file) implements Reply {}

    /** A picture of somebody, small. */
    record AvatarFound(String type, String hash, byte[] bytes) implements Reply {}

    /** @param nodes all that live; empty where there is only one ever */
    record ConnectionList(List<ConnectionInfo> connections, List<NodeInfo> nodes) implements Reply {}

    /** @param here how many on this node @param others how many other nodes were told to close theirs */
    record ConnectionsClosed(int here, int others) implements Reply {}

    /** It was passed on to those who are there; it may be lost. */
    record Signalled() implements Reply {}

    /** It is done. */
    record Done() implements Reply {}

    record BotMade(AccountId account) implements Reply {}

    /** A token was made; it is told this once. */
    record TokenMade(String id, String token) implements Reply {
        @Override
        public String toString() {
            return "TokenMade[" + id + "]";
        }
    }

    record TokenList(List<TokenInfo> tokens) implements Reply {}

    /** A link was made; its code is told this once. */
    record LinkMade(String id, String code, long expires) implements Reply {
        @Override
        public String toString() {
            return "LinkMade[" + id + "]";
        }
    }

    record AccountList(List<AccountInfo> accounts) implements Reply {}

    record InviteList(List<InviteInfo> invites) implements Reply {}

    record AccountsFound(List<Author> accounts) implements Reply {}

    record SessionList(List<SessionInfo> sessions) implements Reply {}

    record DeedList(List<Deed> deeds) implements Reply {}

    /** How the place is set; {@code guestsAllowed} when the operator leaves it to administrators to let guests in. */
    record PlaceShown(PlaceInfo info, boolean guestsAllowed) implements Reply {}

    /** What the operator chose, by name. */
    record SettingsShown(Map<String, String> settings) implements Reply {}

    record AddressList(List<AddressBan> addresses) implements Reply {}

    record Healthy() implements Reply {}
}
