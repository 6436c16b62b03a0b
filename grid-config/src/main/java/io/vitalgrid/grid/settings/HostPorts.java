package io.vitalgrid.grid.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of host:port, an IPv6 address in brackets. */
final class HostPorts {
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:[a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.%]+]):(\\d{1,5})");
  private static final Pattern PROTOCOL = Pattern.compile("^[A-Z_]+://");

  private HostPorts() {}

  static List<String> split(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  static boolean isHostPort(String text) {
    Matcher matcher = HOST_PORT.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(1));
    return port > 0 && port <= 65_535;
  }

  /** As {@link #isHostPort}, also with Kafka's optional protocol before it. */
  static boolean isServer(String text) {
    return isHostPort(PROTOCOL.matcher(text).replaceFirst(""));
  }
}
