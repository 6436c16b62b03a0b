package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink in one JVM. One shuffle, by patient; everything after it is one chain without copies.
 *
 * <pre>
 * Kafka ─ parse ─ watermarks ═ by patient ═ profile ─ sliding windows ─ score (─ Redis) ─ Kafka
 *                                                      └─ too late ─ Kafka
 * </pre>
 */
public final class FlinkJob {
  private FlinkJob() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = Flow.environment();
    DataStream<Prediction> predictions =
        Flow.panes(Flow.events(env).process(new ProfileFunction(), Flow.EVENT))
            .transform("score", Flow.PREDICTION, new ScoreOperator(PeerSettings.model()));
    boolean queryable = !PeerSettings.redis().isEmpty();
    Flow.publish(queryable ? Flow.queryable(predictions) : predictions);
    env.execute("vitals");
  }
}
