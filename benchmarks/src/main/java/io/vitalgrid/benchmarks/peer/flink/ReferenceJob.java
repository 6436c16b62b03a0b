package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The design that VitalGrid replaces: Flink for windows, Redis for profiles and results, a model
 * server that is asked over HTTP.
 *
 * <pre>
 * Kafka ─ parse ─ watermarks ═ by patient ═ profile ─ sliding windows ─ score ─ Redis ─ Kafka
 *                                              │                          │
 *                                            Redis                   model server
 * </pre>
 *
 * Answers are taken in order: windows want a patient's events, and Redis the predictions, as they
 * happened.
 */
public final class ReferenceJob {
  private static final long TIMEOUT_SECONDS = 10;

  /** Of a lane; a request more costs no connection more. */
  private static final int LOOKUPS_IN_FLIGHT = 1_000;

  /** Of a lane; each has a connection. */
  private static final int CALLS_IN_FLIGHT = 64;

  private ReferenceJob() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = Flow.environment();
    DataStream<BedEvent> withProfiles =
        AsyncDataStream.orderedWait(
                Flow.events(env),
                new ProfileLookup(),
                TIMEOUT_SECONDS,
                TimeUnit.SECONDS,
                LOOKUPS_IN_FLIGHT)
            .returns(Flow.EVENT);
    DataStream<BedEvent> vitals =
        Flow.byPatient(withProfiles).process(new NewestFunction(), Flow.EVENT);
    DataStream<Prediction> predictions =
        AsyncDataStream.orderedWait(
                Flow.panes(vitals),
                new ScoreCall(),
                TIMEOUT_SECONDS,
                TimeUnit.SECONDS,
                CALLS_IN_FLIGHT)
            .returns(Flow.PREDICTION);
    Flow.publish(Flow.queryable(predictions));
    env.execute("vitals");
  }
}
