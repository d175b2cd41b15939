/**
 * What must hold in every container: the WAR as it is shipped, deployed under {@code /chat}, and spoken to from outside.
 *
 * <p>{@code *CT} classes; the pom runs all of them once per container. To add one, extend {@link dev.chatchannel.container.InContainer}.
 */
package dev.chatchannel.container;
