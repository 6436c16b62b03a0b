package io.vitalgrid.chaos.grid;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.map.IMap;
import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.MemberRow;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.RowSerializers;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client of the grid. Members come, go and hang, so every question has an end: {@link #ask} gives
 * the alternative when there is no answer in time.
 */
public final class Grid implements AutoCloseable {
  private static final String JOB = "vitalgrid";
  private static final int PATIENCE_MS = 3_000;
  private static final int BATCH = 500;

  private final HazelcastInstance client;
  private final ExecutorService askers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "grid-question");
            thread.setDaemon(true);
            return thread;
          });

  private Grid(HazelcastInstance client) {
    this.client = client;
  }

  /** Connects, to whichever members there are. */
  public static Grid connect(Members members) {
    ClientConfig config = new ClientConfig().setClusterName(members.clusterName());
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.client.statistics.enabled", "false");
    config.setProperty("hazelcast.client.heartbeat.interval", "1000");
    config.setProperty("hazelcast.client.heartbeat.timeout", "5000");
    config.getMetricsConfig().setEnabled(false);
    members.addresses().forEach(config.getNetworkConfig()::addAddress);
    config.getNetworkConfig().setConnectionTimeout(1000);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setInitialBackoffMillis(200)
        .setMaxBackoffMillis(1000)
        .setClusterConnectTimeoutMillis(-1);
    RowSerializers.register(config.getSerializationConfig().getCompactSerializationConfig());
    return new Grid(HazelcastClient.newHazelcastClient(config));
  }

  private <T> T ask(Callable<T> question, T otherwise) {
    try {
      return askers.submit(question).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return otherwise;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted", e);
    }
  }

  /** Addresses of the members that the client sees, the oldest first: it coordinates the job. */
  public List<String> members() {
    return ask(
        () -> {
          List<String> addresses = new ArrayList<>();
          for (Member member : client.getCluster().getMembers()) {
            addresses.add(member.getAddress().getHost() + ":" + member.getAddress().getPort());
          }
          return addresses;
        },
        List.of());
  }

  /** What the job does; null if nobody says. */
  public JobStatus jobStatus() {
    return ask(
        () -> {
          Job job = client.getJet().getJob(JOB);
          return job == null ? null : job.getStatus();
        },
        null);
  }

  /** Asks for a restart of the job; whether the grid heard it. */
  public boolean restartJob() {
    return ask(
        () -> {
          client.getJet().getJob(JOB).restart();
          return true;
        },
        false);
  }

  /** Resumes a suspended job; whether the grid heard it. */
  public boolean resumeJob() {
    return ask(
        () -> {
          client.getJet().getJob(JOB).resume();
          return true;
        },
        false);
  }

  /** The highest watermark that a member has seen, epoch ms; MIN_VALUE if nobody says. */
  public long watermarkMs() {
    return ask(
        () ->
            this.<String, MemberRow>map(Maps.MEMBERS).values().stream()
                .mapToLong(MemberRow::watermarkMs)
                .max()
                .orElse(Long.MIN_VALUE),
        Long.MIN_VALUE);
  }

  /** Whether a window is in table {@code windows}. */
  public boolean isSettled(String patientId, long windowEndMs) {
    return ask(() -> map(Maps.WINDOWS).containsKey(new WindowKey(patientId, windowEndMs)), false);
  }

  /** What each member says of itself, by its address. */
  public Map<String, MemberRow> memberRows() {
    return ask(
        () -> {
          Map<String, MemberRow> rows = new TreeMap<>();
          for (MemberRow row : this.<String, MemberRow>map(Maps.MEMBERS).values()) {
            rows.put(row.address(), row);
          }
          return rows;
        },
        Map.of());
  }

  /** How the lanes lie, by the members' addresses; without those that do not say. */
  public Map<String, Lanes> lanes() {
    return ask(
        () -> {
          Map<String, Lanes> lanes = new TreeMap<>();
          for (Member member : client.getCluster().getMembers()) {
            String address = member.getAddress().getHost() + ":" + member.getAddress().getPort();
            lanes.put(
                address,
                client.getExecutorService("chaos").submitToMember(new LaneProbe(), member).get());
          }
          return lanes;
        },
        Map.of());
  }

  public Map<String, PatientRow> patients() {
    return read(Maps.PATIENTS);
  }

  public Map<String, PredictionRow> predictions() {
    return read(Maps.PREDICTIONS);
  }

  public Map<WindowKey, WindowRow> windows() {
    return read(Maps.WINDOWS);
  }

  public Map<String, LateEventRow> lateEvents() {
    return read(Maps.LATE_EVENTS);
  }

  private <K, V> IMap<K, V> map(String name) {
    return client.getMap(name);
  }

  /** In batches: a member must not need the memory for all at once. */
  private <K, V> Map<K, V> read(String name) {
    Map<K, V> rows = new HashMap<>();
    this.<K, V>map(name)
        .iterator(BATCH)
        .forEachRemaining(entry -> rows.put(entry.getKey(), entry.getValue()));
    return rows;
  }

  @Override
  public void close() {
    client.shutdown();
    askers.shutdownNow();
  }
}
