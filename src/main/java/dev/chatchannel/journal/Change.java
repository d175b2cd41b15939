package dev.chatchannel.journal;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a draft wants to happen in its channel. A {@code target} is the offset of a message there. */
public sealed interface Change {
    /** @return about how much memory it holds, in bytes */
    default long weight() {
        return 0;
    }

    /**
     * Say something, or send files, or both.
     *
     * @param upload a file that comes with the message
     * @param files those that were brought before, which the author alone may post, once
     * @param thread offset of the message that it answers; what answers a reply stands in the thread of that reply
     * @param pause seconds that must have passed since the author's last message here; 0 where nobody waits
     */
    record Post(String text, Optional<Upload> upload, List<FileId> files, OptionalLong thread, int pause) implements Change {
        public Post(String text, Optional<Upload> upload) {
            this(text, upload, List.of(), OptionalLong.empty(), 0);
        }

        @Override
        public long weight() {
            return text.length() + upload.map(file -> file.content().length).orElse(0);
        }
    }

    /**
     * Say it anew. Only the author may.
     *
     * @param since time from which on the message must have been said
     */
    record Edit(long target, String text, long since) implements Change {
        public Edit(long target, String text) {
            this(target, text, 0);
        }

        @Override
        public long weight() {
            return text.length();
        }
    }

    /**
     * Take it back: text, file and reactions. The author may.
     *
     * @param since time from which on the message must have been said
     * @param anybodys whether the author of this change may also delete what others said, and at any time
     */
    record Delete(long target, long since, boolean anybodys) implements Change {
        public Delete(long target) {
            this(target, 0, false);
        }
    }

    /** @param added false to take the reaction back */
    record React(long target, Reaction reaction, boolean added) implements Change {}

    /** @param topic empty for none. Whether the author may was decided before. */
    record SetTopic(String topic) implements Change {
        @Override
        public long weight() {
            return topic.length();
        }
    }

    /** Become a member. */
    record Join() implements Change {}

    /** Be a member no more. The last owner leaves the channel to another; with its last member a private one ends. */
    record Leave() implements Change {}

    /** Make somebody else a member. */
    record Invite(AccountId account) implements Change {}

    /** Put a member out, who may come back. */
    record Remove(AccountId account, Authority by) implements Change {}

    /** Give a member another role. */
    record SetRole(AccountId account, Role role, Authority by) implements Change {}

    /** @param seconds after which they may speak again; 0 for now */
    record Mute(AccountId account, long seconds, Authority by) implements Change {}

    /** Put somebody out, member or not, who may not come back; or let them come back. */
    record Ban(AccountId account, boolean banned, Authority by) implements Change {}

    /** Call the channel otherwise; an empty title takes it away. */
    record SetTitle(String title) implements Change {}

    /** Let the channel be read only, or let it be written to again. */
    record Archive(boolean archived) implements Change {}

    /** @param seconds between two messages of one person; 0 for no slow mode */
    record SetSlowMode(int seconds) implements Change {}

    /** Let guests in, or no longer. */
    record OpenToGuests(boolean open) implements Change {}

    /** End the channel, and erase all that was in it. */
    record DeleteChannel() implements Change {}

    /**
     * On whose behalf somebody else is dealt with: whom the change concerns can be seen in the store only.
     *
     * @param administers whether no role in the channel stands above them
     */
    record Authority(Role role, boolean administers) {
        /** @return whether they may remove, mute, ban or promote somebody of this role */
        public boolean standsAbove(Role other) {
            return administers || role.compareTo(other) > 0;
        }

        public boolean mayGive(Role other) {
            return administers || role.isAtLeast(other);
        }
    }

    /**
     * A file on its way into the store, in the same transaction as the message that carries it.
     *
     * @param hash of the content, by which the same is kept once
     * @param content not copied: nobody writes to it afterwards
     */
    record Upload(Attachment about, String hash, byte[] content) {}
}
