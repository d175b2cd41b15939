package dev.chatchannel.bench;

import java.util.function.Supplier;

/** Something to measure: what it is called in tables, how it is spoken to, and what starts it. */
record Target(String name, Dialect dialect, Supplier<Server> start) {}
