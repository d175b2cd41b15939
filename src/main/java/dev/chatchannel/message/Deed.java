package dev.chatchannel.message;

/**
 * What an administrator did.
 *
 * @param id sortable by time
 * @param action the name of the command
 * @param target whom or what it concerned
 */
public record Deed(String id, long time, AccountId actor, String name, String action, String target) {}
