package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ClientId;

/** By what a draft is known again: whoever repeats it gets the first answer. */
record DraftKey(AccountId author, ClientId id) {}
