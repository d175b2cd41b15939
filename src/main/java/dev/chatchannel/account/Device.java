package dev.chatchannel.account;

/**
 * From where somebody signed in.
 *
 * @param name as the browser calls itself
 * @param address of the network
 */
public record Device(String name, String address) {
    private static final int LONGEST_NAME = 200;

    public Device {
        name = name.substring(0, Math.min(LONGEST_NAME, name.length())).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "");
    }
}
