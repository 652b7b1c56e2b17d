package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recursive descent over one JSON text; depth-bounded, so hostile input cannot overflow the stack. */
final class JsonReader {
    private final String field;
    private final String text;
    private int at;

    JsonReader(String field, String text) {
        this.field = field;
        this.text = text;
    }

    @Nullable
    Object document() {
        Object value = value(0);
        space();
        if (at != text.length()) {
            throw error("something follows the value");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw error("nested deeper than " + Json.MAX_DEPTH);
        }
        space();
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        space();
        if (take('}')) {
            return members;
        }
        do {
            space();
            if (peek() != '"') {
                throw error("a member name is missing");
            }
            String name = string();
            space();
            if (!take(':')) {
                throw error("':' is missing");
            }
            Object value = value(depth + 1);
            if (members.containsKey(name)) {
                throw error("the member \"" + name + "\" stands twice");
            }
            members.put(name, value);
            space();
        } while (take(','));
        if (!take('}')) {
            throw error("'}' is missing");
        }
        return members;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        at++;
        space();
        if (take(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
            space();
        } while (take(','));
        if (!take(']')) {
            throw error("']' is missing");
        }
        return items;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                return checkedText(out.toString());
            }
            if (c < 0x20) {
                throw error("a control character must be escaped");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("unknown escape");
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw error("incomplete escape");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0) {
                throw error("incomplete escape");
            }
            code = code * 16 + digit;
        }
        at += 4;
        return (char) code;
    }

    private String checkedText(String value) {
        int unpaired = Texts.unpairedSurrogate(value);
        if (unpaired >= 0) {
            throw error("an unpaired surrogate");
        }
        return value;
    }

    private Object number() {
        int start = at;
        take('-');
        if (!take('0')) {
            digits();
        }
        boolean integral = true;
        if (take('.')) {
            integral = false;
            digits();
        }
        if (take('e') || take('E')) {
            integral = false;
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        String token = text.substring(start, at);
        try {
            // up to 18 digits always fit a long
            return integral && token.length() <= 18 ? (Object) Long.valueOf(token) : new BigDecimal(token);
        } catch (NumberFormatException e) {
            throw error("the number is out of range");
        }
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw error("not a JSON value");
        }
    }

    private @Nullable Object literal(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw error("not a JSON value");
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() {
        if (at >= text.length()) {
            throw error("ends too early");
        }
        return text.charAt(at);
    }

    private InvalidArgument error(String what) {
        return new InvalidArgument(field, "is not JSON: " + what + " (at character " + at + ")");
    }
}
