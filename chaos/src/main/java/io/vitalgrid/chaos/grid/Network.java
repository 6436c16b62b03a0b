package io.vitalgrid.chaos.grid;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.grid.FreePort;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the members listen, and how the way between them is cut.
 *
 * <p>In a network namespace of its own (see {@code chaos/isolated}) each member has a loopback
 * address of its own, and a policy rule that drops what goes from one address to another cuts them
 * apart: connections stay open and nothing arrives, as with a broken switch. Without one all are at
 * 127.0.0.1 and cannot be cut.
 */
public final class Network {
  private static final String ISOLATED = "CHAOS_ISOLATED";
  private static final String PRIORITY = "5";

  private final boolean isolated;
  private final List<String[]> cuts = new ArrayList<>();

  private Network(boolean isolated) {
    this.isolated = isolated;
  }

  /** The network of this process. */
  public static Network open() {
    boolean isolated = "1".equals(System.getenv(ISOLATED));
    if (isolated) {
      requireOwnNamespace();
      // Rules come after the lookup of local addresses unless that is moved behind them.
      Shell.run("ip", "rule", "add", "pref", "10", "lookup", "local");
      Shell.run("ip", "rule", "del", "pref", "0");
    }
    return new Network(isolated);
  }

  /** The rules of this machine's own network are nobody's toy. */
  private static void requireOwnNamespace() {
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (!each.isLoopback()) {
          throw new ChaosException(
              ISOLATED
                  + "=1, but this network has "
                  + each.getName()
                  + ", so it is no namespace of its own: unset the variable, chaos/isolated sets"
                  + " it");
        }
      }
    } catch (SocketException e) {
      throw new ChaosException("the network cannot be looked at: " + e.getMessage(), e);
    }
  }

  public boolean canCut() {
    return isolated;
  }

  /** Where the member of a slot, from 0, listens. */
  String address(int slot) {
    return isolated ? "127.0.0." + (11 + slot) + ":5701" : "127.0.0.1:" + FreePort.onLoopback();
  }

  /** Cuts one member off from others; both directions. */
  void cut(String host, List<String> others) {
    for (String other : others) {
      drop(host, other);
      drop(other, host);
    }
  }

  private void drop(String from, String to) {
    Shell.run("ip", "rule", "add", "pref", PRIORITY, "from", from, "to", to, "blackhole");
    cuts.add(new String[] {from, to});
  }

  /** Undoes all cuts. */
  void heal() {
    for (String[] cut : cuts) {
      Shell.run("ip", "rule", "del", "pref", PRIORITY, "from", cut[0], "to", cut[1], "blackhole");
    }
    cuts.clear();
  }
}
