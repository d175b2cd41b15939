package dev.chatchannel.message;

import java.time.ZoneId;

/**
 * A time zone by its place, as {@code Europe/Berlin}; or empty for none in particular.
 *
 * @see <a href="https://www.iana.org/time-zones">IANA, Time Zone Database</a>
 */
public record ZoneName(String value) {
    private static final String JAVAS_OWN = "SystemV/";

    /** @throws IllegalArgumentException when there is no such zone */
    public ZoneName {
        boolean known = ZoneId.getAvailableZoneIds().contains(value) && !value.startsWith(JAVAS_OWN);
        if (!value.isEmpty() && !known) throw new IllegalArgumentException("Expected a time zone of IANA, such as Europe/Berlin; or nothing.");
    }
}
