package dev.chatchannel.message;

/** Somebody who is here, by one connection. */
public record Person(String connection, Author author) {}
