package io.vitalgrid.pipeline;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.EdgeConfig;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.Vertex;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.alert.AlertP;
import io.vitalgrid.pipeline.alert.AlertPolicy;
import io.vitalgrid.pipeline.device.DeviceP;
import io.vitalgrid.pipeline.device.DevicePolicy;
import io.vitalgrid.pipeline.event.ForPatient;
import io.vitalgrid.pipeline.event.IngestPolicy;
import io.vitalgrid.pipeline.event.KafkaIngestP;
import io.vitalgrid.pipeline.event.PatientEventSerializers;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.patient.MonitorP;
import io.vitalgrid.pipeline.patient.MonitorPolicy;
import io.vitalgrid.pipeline.score.ScoreP;
import io.vitalgrid.pipeline.sink.ExactlyOnceTopicSinkP;
import io.vitalgrid.pipeline.sink.GridSinkP;
import io.vitalgrid.pipeline.sink.TopicPolicy;
import io.vitalgrid.pipeline.sink.TopicSinkP;

/**
 * The job: how the stages are wired.
 *
 * <pre>
 * ingest ─┬─ rejected ───────────────────────────────► topics
 *         └─ by patient ─ monitor ─┬─ score ─┬─ grid (predictions, windows, late_events)
 *                                  │         ├─ topics
 *                                  │         └─ alert ─ grid (alerts), topics
 *                                  ├─ too late ─ grid, topics
 *                                  └─ devices ─ grid (devices), topics
 * </pre>
 *
 * <p>From monitor to grid a patient stays in one lane, on the member that owns the patient's
 * Hazelcast partition: those edges are isolated, with as many lanes as cooperative threads.
 */
public final class MonitoringPipeline {
  private static final int TOPIC_QUEUE = 16 * 1024;

  /** Of 128 each at most: as many items as Jet gives an edge of single ones. */
  private static final int BATCHES_QUEUE = 8;

  private MonitoringPipeline() {}

  /** Starts the job, or finds it running; it keeps the settings of whoever started it. */
  public static Job submit(HazelcastInstance member, Settings settings) {
    return member.getJet().newJobIfAbsent(dag(settings), config(settings));
  }

  static DAG dag(Settings settings) {
    IngestPolicy ingestPolicy = Policies.ingest(settings);
    MonitorPolicy monitorPolicy = Policies.monitor(settings);
    DevicePolicy devicePolicy = Policies.devices(settings);
    TopicPolicy topicPolicy = Policies.topics(settings);
    AlertPolicy alertPolicy = Policies.alerts(settings);
    long stateTtlMs = settings.get(GridSettings.STATE_TTL).toMillis();
    long keepMs = Math.min(settings.get(GridSettings.MAPS_ALERTS_TTL).toMillis(), stateTtlMs) / 4;

    DAG dag = new DAG();
    Vertex ingest = dag.newVertex("ingest", () -> new KafkaIngestP(ingestPolicy));
    Vertex monitor = dag.newVertex("monitor", () -> new MonitorP(monitorPolicy));
    Vertex devices = dag.newVertex("devices", () -> new DeviceP(devicePolicy));
    Vertex score = dag.newVertex("score", ScoreP::new);
    Vertex alert = dag.newVertex("alert", () -> new AlertP(alertPolicy, stateTtlMs, keepMs));
    Vertex grid = dag.newVertex("grid", GridSinkP::new);
    Vertex topics =
        Policies.exactlyOnce(settings)
            ? dag.newVertex("topics", () -> new ExactlyOnceTopicSinkP(topicPolicy))
            : dag.newVertex("topics", () -> new TopicSinkP(topicPolicy));

    ingest.localParallelism(settings.get(GridSettings.INGEST_PARALLELISM));
    topics.localParallelism(1);

    dag.edge(
        Edge.from(ingest, 0)
            .to(monitor)
            .distributed()
            .partitioned(ForPatient::patient, (PatientKey patient, int n) -> patient.partition()));
    dag.edge(wide(Edge.from(ingest, 1).to(topics, 2)));
    dag.edge(batches(Edge.from(monitor, 0).to(score).isolated()));
    dag.edge(Edge.from(monitor, 1).to(grid, 1).isolated());
    dag.edge(wide(Edge.from(monitor, 2).to(topics, 1)));
    dag.edge(batches(Edge.from(score, 0).to(grid, 0).isolated()));
    dag.edge(wide(Edge.from(score, 1).to(topics, 0)));
    dag.edge(batches(Edge.from(score, 2).to(alert).isolated()));
    dag.edge(Edge.from(alert, 0).to(grid, 2).isolated());
    dag.edge(wide(Edge.from(alert, 1).to(topics, 3)));
    dag.edge(batches(Edge.from(monitor, 3).to(devices).isolated()));
    dag.edge(Edge.from(devices, 0).to(grid, 3).isolated());
    dag.edge(wide(Edge.from(devices, 1).to(topics, 4)));
    return dag;
  }

  /** Each place is for a batch; while there is none, what comes makes the next batch larger. */
  private static Edge batches(Edge edge) {
    return edge.setConfig(new EdgeConfig().setQueueSize(BATCHES_QUEUE));
  }

  /** Room for what comes while Kafka takes a batch: the maps must not wait for topics. */
  private static Edge wide(Edge edge) {
    return edge.setConfig(new EdgeConfig().setQueueSize(TOPIC_QUEUE));
  }

  /**
   * State recognises what is replayed, so barriers need not be aligned; but then topics are at
   * another point than the snapshot when they are rolled back to it.
   */
  private static ProcessingGuarantee guarantee(Settings settings) {
    return Policies.exactlyOnce(settings)
        ? ProcessingGuarantee.EXACTLY_ONCE
        : ProcessingGuarantee.AT_LEAST_ONCE;
  }

  private static JobConfig config(Settings settings) {
    JobConfig config =
        new JobConfig()
            .setName(settings.get(GridSettings.JOB_NAME))
            .setProcessingGuarantee(guarantee(settings))
            .setSnapshotIntervalMillis(settings.get(GridSettings.JOB_SNAPSHOT_INTERVAL).toMillis())
            .setSplitBrainProtection(settings.get(GridSettings.GRID_MIN_MEMBERS) > 1)
            // A failure must not delete the snapshots.
            .setSuspendOnFailure(true);
    Policies.asArguments(settings).forEach(config::setArgument);
    PatientEventSerializers.register(config);
    return config;
  }
}
