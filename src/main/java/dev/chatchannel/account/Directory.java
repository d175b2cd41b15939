package dev.chatchannel.account;

/** Everything about accounts that commands need. */
public record Directory(Accounts accounts, Registry registry, People people) {}
