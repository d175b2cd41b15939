package dev.chatchannel.message;

/**
 * One of the nodes that share a database, as administrators see it.
 *
 * @param id of this process, that no other has
 * @param host as the machine calls itself, or empty
 * @param connections how many it had some seconds ago, or has
 * @param here whether it is the one that answers
 */
public record NodeInfo(String id, String host, long connections, boolean here) {}
