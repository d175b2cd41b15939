package dev.chatchannel.bench;

/** Something that can be measured. Made from all its options; {@link #run} measures and prints. */
interface Scenario {
    void run() throws Exception;
}
