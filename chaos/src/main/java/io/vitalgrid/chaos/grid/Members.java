package io.vitalgrid.chaos.grid;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.pipeline.member.Main;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The members, each a process in a slot with an address of its own. A member that takes an empty
 * slot is a new one to the grid.
 */
public final class Members implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FAREWELL = Duration.ofSeconds(40);
  private static final String CLUSTER = "chaos";

  private static final List<String> JVM_FLAGS =
      List.of(
          // Started again and again, on few cores: what matters is a quick start.
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xms128m",
          "-Xmx400m",
          "-XX:+ExitOnOutOfMemoryError");

  private final Workspace workspace;
  private final Network network;
  private final List<String> assignments = new ArrayList<>();
  private final List<String> jvmFlags = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final TreeMap<Integer, Jvm> running = new TreeMap<>();

  /**
   * Slots, all empty.
   *
   * @param slots the most members there will be at a time
   */
  public Members(
      Workspace workspace,
      Network network,
      String kafka,
      WindowSettings windowing,
      int slots,
      MemberOptions options) {
    this.workspace = workspace;
    this.network = network;
    for (int slot = 0; slot < slots; slot++) {
      addresses.add(network.address(slot));
    }
    assignments.add("kafka.bootstrap-servers=" + kafka);
    assignments.add("model.path=" + workspace.model());
    assignments.add("grid.cluster-name=" + CLUSTER);
    assignments.add("grid.members=" + String.join(",", addresses));
    assignments.add("http.port=0");
    assignments.addAll(windowing.assignments());
    assignments.addAll(options.settings());
    jvmFlags.addAll(JVM_FLAGS);
    jvmFlags.addAll(options.jvmFlags());
  }

  /** Where clients find the grid. */
  public List<String> addresses() {
    return List.copyOf(addresses);
  }

  public String clusterName() {
    return CLUSTER;
  }

  public int size() {
    return running.size();
  }

  /** Occupied slots. */
  public List<Integer> slots() {
    return List.copyOf(running.keySet());
  }

  /** The slot whose member listens there. */
  public int slotOf(String address) {
    return addresses.indexOf(address);
  }

  /** Starts a member in the first empty slot; does not wait for it. */
  public int start() {
    int slot = 0;
    while (running.containsKey(slot)) {
      slot++;
    }
    String address = addresses.get(slot);
    int colon = address.lastIndexOf(':');
    List<String> command = new ArrayList<>(List.of(Main.class.getName(), "member"));
    List<String> all = new ArrayList<>(assignments);
    all.add("grid.bind-address=" + address.substring(0, colon));
    all.add("grid.port=" + address.substring(colon + 1));
    for (String assignment : all) {
      command.add("--set");
      command.add(assignment);
    }
    running.put(slot, Jvm.start(name(slot), workspace, jvmFlags, command, "ready"));
    return slot;
  }

  /** Waits until a member says that the job runs. */
  public void awaitReady(int slot) {
    member(slot).awaitReady(PATIENCE);
  }

  /** SIGKILL; the slot is empty then. */
  public void kill(int slot) {
    member(slot).kill();
    running.remove(slot);
  }

  /** SIGTERM: it hands over and goes. */
  public void leave(int slot) {
    member(slot).terminate(FAREWELL);
    running.remove(slot);
  }

  public void freeze(int slot) {
    member(slot).freeze();
  }

  public void thaw(int slot) {
    member(slot).thaw();
  }

  /** Cuts one member off from all others; it still reaches Kafka. */
  public void cutOff(int slot) {
    List<String> others = new ArrayList<>();
    for (int other = 0; other < addresses.size(); other++) {
      if (other != slot) {
        others.add(host(other));
      }
    }
    network.cut(host(slot), others);
  }

  public void reconnect() {
    network.heal();
  }

  /** Members whose process has ended by itself. */
  public List<String> dead() {
    return running.entrySet().stream()
        .filter(member -> !member.getValue().isAlive())
        .map(member -> name(member.getKey()))
        .toList();
  }

  /** How the log names a member. */
  public static String name(int slot) {
    return "member-" + (slot + 1);
  }

  private String host(int slot) {
    String address = addresses.get(slot);
    return address.substring(0, address.lastIndexOf(':'));
  }

  private Jvm member(int slot) {
    Jvm member = running.get(slot);
    if (member == null) {
      throw new ChaosException("slot " + slot + " is empty; occupied are " + running.keySet());
    }
    return member;
  }

  @Override
  public void close() {
    running.values().forEach(Jvm::kill);
    running.clear();
  }
}
