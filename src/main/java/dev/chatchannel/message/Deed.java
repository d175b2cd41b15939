package dev.chatchannel.message;

import java.util.Optional;

/**
 * What an administrator did, or somebody who moderates a channel.
 *
 * @param id sortable by time
 * @param action the name of the command
 * @param target whom or what it concerned
 * @param detail how it is afterwards, where the action does not say that already; else empty
 * @param channel the public channel where it was done
 * @param inPrivate whether it was done in private talk; then there is no channel, no target and no detail
 */
public record Deed(
        String id, long time, AccountId actor, String name, String action, String target, String detail, Optional<ChannelName> channel, boolean inPrivate) {}
