package dev.chatchannel.message;

/**
 * What an administrator did.
 *
 * @param id sortable by time
 * @param action the name of the command
 * @param target whom or what it concerned
 * @param detail how it is afterwards, where the action does not say that already; else empty
 */
public record Deed(String id, long time, AccountId actor, String name, String action, String target, String detail) {}
