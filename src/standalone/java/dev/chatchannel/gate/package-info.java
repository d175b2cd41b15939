/**
 * The gates: tell the operator of a container that is too old so, in one sentence, before anything else can fail.
 *
 * <p>They stand in a jar of their own in {@code WEB-INF/lib}, where every container looks for a ServletContainerInitializer.
 * A javax container finds {@link dev.chatchannel.gate.JavaxGate} and does not know the other; a jakarta container the reverse.
 * Compiled for old Javas; may depend on nothing but the servlet API.
 */
package dev.chatchannel.gate;
