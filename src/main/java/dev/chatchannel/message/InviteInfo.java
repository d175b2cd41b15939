package dev.chatchannel.message;

/**
 * An invitation that is good still, without its code.
 *
 * @param id names it, and is no secret
 * @param uses how many accounts it makes yet
 * @param expires in milliseconds since 1970
 * @param creator the id of who made it
 */
public record InviteInfo(String id, int uses, long expires, AccountId creator, long created) {}
