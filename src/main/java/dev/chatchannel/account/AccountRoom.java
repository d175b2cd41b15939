package dev.chatchannel.account;

/** Everything about accounts that commands need. */
public record AccountRoom(Accounts accounts, Registry registry, People people, Place place) {}
