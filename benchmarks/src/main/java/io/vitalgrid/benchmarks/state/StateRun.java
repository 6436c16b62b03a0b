package io.vitalgrid.benchmarks.state;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.jet.core.Vertex;
import io.vitalgrid.grid.CommonPool;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientEventSerializers;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Latencies;
import io.vitalgrid.pipeline.patient.MonitorP;
import io.vitalgrid.pipeline.patient.MonitorPolicy;
import io.vitalgrid.pipeline.patient.SnapshotMonitorP;
import io.vitalgrid.pipeline.sink.GridSinkP;
import java.io.IOException;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One measurement, in a JVM of its own: so many patients, state in the map or in the snapshots.
 * Prints one line of numbers for {@link StateBenchmark}.
 */
final class StateRun {
  private static final int RATE = 5_000;
  private static final long SNAPSHOT_INTERVAL_MS = 500;
  private static final long LAG_MS = 120_000;
  private static final MonitorPolicy POLICY =
      new MonitorPolicy("patient-data", 300_000, 60_000, 180_000, 86_400_000);

  private final int patients;
  private final boolean inSnapshots;
  private final GridMetrics metrics = new GridMetrics();

  private StateRun(int patients, boolean inSnapshots) {
    this.patients = patients;
    this.inSnapshots = inSnapshots;
  }

  /** Arguments: patients, map or snapshots, seconds of warm-up, seconds measured. */
  public static void main(String[] args) throws Exception {
    CommonPool.widen();
    StateRun run = new StateRun(Integer.parseInt(args[0]), args[1].equals("snapshots"));
    run.measure(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    Runtime.getRuntime().halt(0);
  }

  private void measure(int warmUpSeconds, int seconds) throws Exception {
    long heapBefore = usedBytes();
    HazelcastInstance member = start();
    Job job = member.getJet().newJob(dag(), config());
    while (!VitalsSource.isFilled()) {
      Thread.sleep(50);
    }
    Thread.sleep(warmUpSeconds * 1_000L);
    metrics.latencies().take();
    metrics.takeLongestBarrierNanos();
    metrics.takeLongestFlushNanos();
    long visibleBefore = metrics.count(Counter.PREDICTIONS_VISIBLE);
    long start = System.nanoTime();
    Histogram measured = Latencies.empty();
    for (int i = 0; i < seconds; i++) {
      Thread.sleep(1_000);
      measured.add(metrics.latencies().take().interval());
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    double rate = (metrics.count(Counter.PREDICTIONS_VISIBLE) - visibleBefore) / elapsed;
    double stallMs = metrics.takeLongestBarrierNanos() / 1e6;
    double flushMs = metrics.takeLongestFlushNanos() / 1e6;
    long bytes = usedBytes() - heapBefore;
    double restartSeconds = restart(job);
    System.out.printf(
        Locale.ROOT,
        "RESULT %.0f %d %d %d %.2f %.2f %d %.2f%n",
        rate,
        measured.getValueAtPercentile(50),
        measured.getValueAtPercentile(99),
        measured.getMaxValue(),
        stallMs,
        flushMs,
        bytes / patients,
        restartSeconds);
    member.getLifecycleService().terminate();
  }

  /** From the restart of the job to the first prediction after it. */
  private double restart(Job job) throws InterruptedException {
    long start = System.nanoTime();
    job.restart();
    while (job.getStatus() != JobStatus.RUNNING) {
      Thread.sleep(1);
    }
    long visible = metrics.count(Counter.PREDICTIONS_VISIBLE);
    while (metrics.count(Counter.PREDICTIONS_VISIBLE) == visible) {
      Thread.sleep(1);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private HazelcastInstance start() throws IOException {
    int port = FreePort.onLoopback();
    Settings settings =
        Settings.defaults()
            .with(GridSettings.GRID_PORT, port)
            .with(GridSettings.GRID_CLUSTER_NAME, "state-benchmark-" + port);
    Config config = GridConfig.create(settings);
    config
        .getSerializationConfig()
        .getJavaSerializationFilterConfig()
        .getWhitelist()
        .addPrefixes("io.vitalgrid.");
    metrics.attachTo(config);
    return Hazelcast.newHazelcastInstance(config);
  }

  private DAG dag() {
    int many = patients;
    boolean snapshots = inSnapshots;
    MonitorPolicy policy = POLICY;
    DAG dag = new DAG();
    Vertex source = dag.newVertex("source", () -> new VitalsSource(many, RATE, LAG_MS));
    Vertex monitor =
        dag.newVertex(
            "monitor", () -> snapshots ? new SnapshotMonitorP(policy) : new MonitorP(policy));
    Vertex unscored = dag.newVertex("unscored", Unscored::new);
    Vertex grid = dag.newVertex("grid", GridSinkP::new);
    source.localParallelism(1);
    dag.edge(
        Edge.between(source, monitor)
            .partitioned(
                PatientEvent::patient, (PatientKey patient, int n) -> patient.partition()));
    dag.edge(Edge.between(monitor, unscored).isolated());
    dag.edge(Edge.between(unscored, grid).isolated());
    return dag;
  }

  private static JobConfig config() {
    JobConfig config =
        new JobConfig()
            .setProcessingGuarantee(ProcessingGuarantee.AT_LEAST_ONCE)
            .setSnapshotIntervalMillis(SNAPSHOT_INTERVAL_MS);
    PatientEventSerializers.register(config);
    return config;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
