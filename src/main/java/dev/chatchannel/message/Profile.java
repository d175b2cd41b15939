package dev.chatchannel.message;

/** How somebody wants to be served. Told to nobody else. */
public record Profile(LanguageTag language, ZoneName zone) {}
