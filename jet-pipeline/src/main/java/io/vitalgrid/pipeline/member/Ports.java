package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sees to it that ports are free before anything starts. */
final class Ports {
  private static final int MAX_PORT = 65_535;
  private static final int STEP = 10;

  private Ports() {}

  /** A port that a process is about to listen on. */
  private record Wanted(Setting<Integer> setting, String host) {}

  /** As {@link #claim}, for a process that runs a broker too. */
  static Settings claimWithBroker(Settings settings, Consumer<String> say) {
    List<Wanted> all = new ArrayList<>(ofMember(settings));
    all.add(new Wanted(GridSettings.BROKER_PORT, "127.0.0.1"));
    return claim(settings, all, say);
  }

  /**
   * The settings with ports that are free now.
   *
   * @param say hears of every port that is not the one of the settings; one moves only if nobody
   *     set it and the member joins others, for then nobody needs to know it beforehand
   * @throws StartException if a port is taken; the message names it and the way out
   */
  static Settings claim(Settings settings, Consumer<String> say) {
    return claim(settings, ofMember(settings), say);
  }

  private static List<Wanted> ofMember(Settings settings) {
    return List.of(
        new Wanted(GridSettings.GRID_PORT, settings.get(GridSettings.GRID_BIND_ADDRESS)),
        new Wanted(GridSettings.HTTP_PORT, settings.get(GridSettings.HTTP_BIND_ADDRESS)));
  }

  private static Settings claim(Settings settings, List<Wanted> ports, Consumer<String> say) {
    Settings claimed = settings;
    List<String> taken = new ArrayList<>();
    boolean joins = !settings.get(GridSettings.GRID_MEMBERS).isEmpty();
    for (Wanted wanted : ports) {
      int port = settings.get(wanted.setting);
      String refusal = refusal(wanted.host, port);
      if (port == 0) {
        claimed = claimed.with(wanted.setting, anyFree(wanted.host));
      } else if (refusal != null && joins && !settings.isSet(wanted.setting)) {
        int other = nextFree(wanted.host, port, 1);
        say.accept("%s: %d is taken, using %d".formatted(wanted.setting, port, other));
        claimed = claimed.with(wanted.setting, other);
      } else if (refusal != null) {
        taken.add("port %d on %s (%s): %s".formatted(port, wanted.host, wanted.setting, refusal));
      }
    }
    if (!taken.isEmpty()) {
      throw new StartException(
          "cannot listen on %s%n  Stop what listens there, or choose other ports: %s"
              .formatted(String.join(", ", taken), wayOut(settings, ports)));
    }
    return claimed;
  }

  private static String wayOut(Settings settings, List<Wanted> ports) {
    return ports.stream()
        .filter(wanted -> settings.get(wanted.setting) != 0)
        .map(wanted -> freeInstead(wanted, settings.get(wanted.setting)))
        .collect(Collectors.joining(" "));
  }

  private static String freeInstead(Wanted wanted, int port) {
    return "--set %s=%d".formatted(wanted.setting, nextFree(wanted.host, port, STEP));
  }

  /** The first free port after this one, in such steps. */
  private static int nextFree(String host, int port, int step) {
    for (int next = port + step; next <= MAX_PORT; next += step) {
      if (refusal(host, next) == null) {
        return next;
      }
    }
    return anyFree(host);
  }

  private static int anyFree(String host) {
    try {
      return FreePort.on(host);
    } catch (IOException e) {
      throw new StartException(
          "cannot listen on %s: %s. Bind to an address of this machine, such as 127.0.0.1"
              .formatted(host, e.getMessage()),
          e);
    }
  }

  /** Why nobody can listen there now, or null. */
  private static String refusal(String host, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound() ? null : "not bound";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
