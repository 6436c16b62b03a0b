package io.vitalgrid.grid.settings;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text form of a kind of values, and which of them are accepted.
 *
 * @param unit or format, for lists of settings
 * @param range the accepted values, for lists of settings
 * @param rule both as what a value must be: "a port, 1 to 65535"
 * @param parser throws IllegalArgumentException for a text that has not the form
 */
record Form<T>(
    String unit,
    String range,
    String rule,
    Function<String, T> parser,
    Function<T, String> printer,
    Predicate<T> accepts) {
  private static final Duration TEN_YEARS = Duration.ofDays(3650);
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  private static final String SERVERS = "host:port separated by commas, or empty";

  /** A duration of at least {@code min}. */
  static Form<Duration> duration(Duration min) {
    String range = Durations.print(min) + " to " + Durations.print(TEN_YEARS);
    return new Form<>(
        "duration",
        range,
        Durations.FORM + ", from " + range,
        Durations::parse,
        Durations::print,
        value -> value.compareTo(min) >= 0 && value.compareTo(TEN_YEARS) <= 0);
  }

  static Form<Integer> port(int min) {
    return integer("port", "a port", min, 65_535);
  }

  static Form<Integer> count(String unit, int min, int max) {
    return integer(unit, "a number of " + unit, min, max);
  }

  private static Form<Integer> integer(String unit, String what, int min, int max) {
    String range = min + " to " + max;
    return new Form<>(
        unit,
        range,
        what + ", " + range,
        Integer::valueOf,
        value -> Integer.toString(value),
        value -> value >= min && value <= max);
  }

  /** One of an enum's values, as its {@code toString} writes them. */
  static <E extends Enum<E>> Form<E> choice(Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    String range = all.stream().map(E::toString).collect(Collectors.joining(" or "));
    return new Form<>(
        "word",
        range,
        range,
        text ->
            all.stream()
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        E::toString,
        value -> true);
  }

  static Form<String> topic() {
    String range = "1 to 249 of a-z A-Z 0-9 . _ -";
    return text("topic", range, "a topic name, " + range, TOPIC.asMatchPredicate());
  }

  static Form<String> name() {
    return word("name", "a name");
  }

  static Form<String> address() {
    return word("address", "an address");
  }

  private static Form<String> word(String unit, String what) {
    String range = "not empty, no spaces";
    return text(
        unit,
        range,
        what + ", " + range,
        value -> !value.isEmpty() && value.chars().noneMatch(Character::isWhitespace));
  }

  /** A file; empty for none. */
  static Form<String> path() {
    String range = "a path, or empty";
    return text("file", range, range, value -> value.indexOf('\0') < 0);
  }

  /** A list of host:port in one text, as Kafka takes it. */
  static Form<String> servers() {
    return text(
        "host:port,…",
        SERVERS,
        SERVERS,
        value -> HostPorts.split(value).stream().allMatch(HostPorts::isServer));
  }

  static Form<List<String>> members() {
    return new Form<>(
        "host:port,…",
        SERVERS,
        SERVERS,
        HostPorts::split,
        value -> String.join(",", value),
        value -> value.stream().allMatch(HostPorts::isHostPort));
  }

  private static Form<String> text(
      String unit, String range, String rule, Predicate<String> accepts) {
    return new Form<>(unit, range, rule, Function.identity(), Function.identity(), accepts);
  }
}
