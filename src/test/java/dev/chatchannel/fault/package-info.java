/**
 * What must hold when things break: the process is killed, the disk is full, the database is locked, clients vanish or stop
 * reading. Against {@code java -jar}, through the real doors, with clients of their own that can behave badly.
 */
package dev.chatchannel.fault;
