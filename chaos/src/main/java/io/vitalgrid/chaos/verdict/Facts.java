package io.vitalgrid.chaos.verdict;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run is judged by: what was sent, what the topics hold, what the tables hold.
 *
 * @param sends what the load knows of each of its sends
 * @param input the input topic, partition by partition, each in its order
 * @param panes topic {@code predictions}, each partition in its order
 * @param disturbances when a restart may have repeated panes
 */
public record Facts(
    WindowSettings windowing,
    Iterable<Send> sends,
    Iterable<InputRecord> input,
    Iterable<PaneSaid> panes,
    Iterable<Refusal> refusals,
    Iterable<LateSaid> lateSaid,
    Map<String, PatientRow> patients,
    Map<String, PredictionRow> predictions,
    Map<WindowKey, WindowRow> windows,
    Map<String, LateEventRow> lateEvents,
    List<Span> disturbances) {

  /** What became of a send, as far as its producer was told. */
  public enum Fate {
    ACKNOWLEDGED,
    /** It may have arrived or not. */
    UNKNOWN,
    /** It never left. */
    FAILED
  }

  /**
   * One send of the load.
   *
   * @param id its number, which the record carries as a header
   * @param partition where it was acknowledged, or -1
   * @param offset the same
   * @param hash of the value
   */
  public record Send(int id, Fate fate, int partition, long offset, int hash) {}

  /**
   * One record of the input topic.
   *
   * @param timestampMs Kafka's, epoch ms
   * @param sendId from its header
   */
  public record InputRecord(
      int partition, long offset, long timestampMs, byte[] value, int sendId) {
    /** Says only where, for the rest is a patient's data. */
    @Override
    public String toString() {
      return "InputRecord[" + partition + "/" + offset + "]";
    }
  }

  /**
   * One pane on topic {@code predictions}.
   *
   * @param timestampMs Kafka's, epoch ms
   * @param risk NaN where there is none
   * @param scoredAtMs by the clock of the member, epoch ms
   */
  public record PaneSaid(
      long timestampMs,
      String patientId,
      String eventId,
      String timing,
      long revision,
      long windowEndMs,
      double risk,
      int news2,
      long scoredAtMs) {}

  /**
   * One record on the topic of rejected ones.
   *
   * @param hash of the value
   */
  public record Refusal(int partition, long offset, String reason, int hash) {}

  /** One record on topic {@code late-events}. */
  public record LateSaid(String patientId, String eventId) {}

  /**
   * From and to, epoch ms, both included.
   *
   * @param undead whether a member that the grid had given up may have come back in it, and sent
   *     what it still held
   */
  public record Span(long fromMs, long toMs, boolean undead) {
    boolean contains(long timeMs) {
      return fromMs <= timeMs && timeMs <= toMs;
    }
  }
}
