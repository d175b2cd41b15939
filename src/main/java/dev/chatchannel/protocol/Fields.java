package dev.chatchannel.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatchannel.message.ChannelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of a JSON object that somebody sent, read with a clear refusal for each that is missing or of the wrong kind.
 * Unknown members are ignored.
 */
public final class Fields {
    private final JsonNode object;

    Fields(JsonNode object) {
        this.object = object;
    }

    /** @throws Refused when the text is not a JSON object */
    public static Fields parse(String json) {
        return of(Json.parse(json), "the body");
    }

    public ChannelName channel() {
        return value("channel", ChannelName::new);
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> expected(name, "a text"));
    }

    public Optional<String> optionalText(String name) {
        return member(name).map(node -> {
            if (!node.isTextual()) throw expected(name, "a text");
            return node.textValue();
        });
    }

    /** Reads a text into a value that refuses bad input by an {@code IllegalArgumentException}. */
    public <T> T value(String name, Function<String, T> type) {
        return optionalValue(name, type).orElseThrow(() -> expected(name, "a text"));
    }

    public <T> Optional<T> optionalValue(String name, Function<String, T> type) {
        return optionalText(name).map(text -> {
            try {
                return type.apply(text);
            } catch (IllegalArgumentException refused) {
                throw Refusal.BAD_REQUEST.refused(name + ": " + refused.getMessage());
            }
        });
    }

    public boolean has(String name) {
        return member(name).isPresent();
    }

    /** Reads an array of texts, each into a value that refuses bad input by an {@code IllegalArgumentException}. */
    public <T> List<T> values(String name, Function<String, T> type, int most) {
        JsonNode array = member(name).orElseThrow(() -> expected(name, "an array"));
        if (!array.isArray() || array.isEmpty() || array.size() > most) throw expected(name, "an array of 1 to " + most);
        List<T> values = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual()) throw expected(name, "texts");
            values.add(new Fields(JsonNodeFactory.instance.objectNode().set(name, element)).value(name, type));
        }
        return values;
    }

    /** @throws Refused when it is there and not a whole number from {@code least} to {@code most} */
    public Optional<Long> number(String name, long least, long most) {
        return member(name).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least || node.longValue() > most) {
                throw expected(name, "a whole number from " + least + " to " + most);
            }
            return node.longValue();
        });
    }

    /** Reads an array of whole numbers from {@code least} to {@code most}. @param count of them at most */
    public List<Long> numbers(String name, long least, long most, int count) {
        JsonNode array = member(name).orElseThrow(() -> expected(name, "an array"));
        if (!array.isArray() || array.isEmpty() || array.size() > count) throw expected(name, "an array of 1 to " + count);
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : array) {
            numbers.add(new Fields(JsonNodeFactory.instance.objectNode().set(name, element)).number(name, least, most)
                    .orElseThrow(() -> expected(name, "whole numbers")));
        }
        return numbers;
    }

    public boolean flag(String name) {
        return optionalFlag(name).orElse(false);
    }

    public Optional<Boolean> optionalFlag(String name) {
        return member(name).map(node -> {
            if (!node.isBoolean()) throw expected(name, "true or false");
            return node.booleanValue();
        });
    }

    public Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> expected(name, "an object"));
    }

    public Optional<Fields> optionalObject(String name) {
        return member(name).map(node -> of(node, name));
    }

    private static Fields of(JsonNode node, String name) {
        if (!node.isObject()) throw expected(name, "an object");
        return new Fields(node);
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private static Refused expected(String name, String what) {
        return Refusal.BAD_REQUEST.refused(name + ": expected " + what + ".");
    }
}
