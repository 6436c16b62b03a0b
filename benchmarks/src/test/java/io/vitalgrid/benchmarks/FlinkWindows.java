package io.vitalgrid.benchmarks;

import io.vitalgrid.pipeline.window.WindowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Flink's window operator as a DataStream job would run it: sliding event-time windows, keyed by
 * patient, with allowed lateness and the late data in a side output, in Flink's operator harness.
 * An element is an event's number and its patient, packed; a firing lists its window's elements.
 */
final class FlinkWindows implements AutoCloseable {

  /**
   * One result of one window.
   *
   * @param events the numbers of the events in the window, in order of arrival
   */
  record Firing(int patient, long endMs, List<Integer> events) {}

  private static final OutputTag<Long> TOO_LATE = new OutputTag<>("too-late", Types.LONG);

  private final KeyedOneInputStreamOperatorTestHarness<Integer, Long, long[]> harness;

  FlinkWindows(WindowPolicy policy) throws Exception {
    WindowOperatorBuilder<Long, Integer, TimeWindow> builder =
        new WindowOperatorBuilder<>(
            SlidingEventTimeWindows.of(
                Duration.ofMillis(policy.sizeMs()), Duration.ofMillis(policy.slideMs())),
            EventTimeTrigger.create(),
            new ExecutionConfig(),
            Types.LONG,
            FlinkWindows::patient,
            Types.INT);
    builder.allowedLateness(Duration.ofMillis(policy.latenessMs()));
    builder.sideOutputLateData(TOO_LATE);
    WindowFunction<Long, long[], Integer, TimeWindow> list = FlinkWindows::list;
    OneInputStreamOperator<Long, long[]> operator = builder.apply(list);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, FlinkWindows::patient, Types.INT);
    harness.open();
  }

  private static int patient(long element) {
    return (int) (element >>> 32);
  }

  private static void list(
      Integer patient, TimeWindow window, Iterable<Long> elements, Collector<long[]> out) {
    LongStream.Builder firing = LongStream.builder().add(patient).add(window.getEnd());
    elements.forEach(firing::add);
    out.collect(firing.build().toArray());
  }

  /** Processes an event and returns what it fires, in Flink's order. */
  List<Firing> event(int patient, int number, long timeMs) throws Exception {
    harness.processElement((long) patient << 32 | number, timeMs);
    return firings();
  }

  /** Processes VitalGrid's watermark W, which is Flink's W - 1 ms, and returns what it fires. */
  List<Firing> watermark(long watermarkMs) throws Exception {
    harness.processWatermark(new Watermark(watermarkMs - 1));
    return firings();
  }

  private List<Firing> firings() {
    List<Firing> firings = new ArrayList<>();
    for (long[] values : harness.extractOutputValues()) {
      List<Integer> events = LongStream.of(values).skip(2).mapToObj(n -> (int) n).toList();
      firings.add(new Firing((int) values[0], values[1], events));
    }
    harness.getOutput().clear();
    return firings;
  }

  /** Whether the side output has an event since the last time; takes it away. */
  boolean takeTooLate() {
    Queue<StreamRecord<Long>> tooLate = harness.getSideOutput(TOO_LATE);
    return tooLate != null && tooLate.poll() != null;
  }

  /** How many pieces of keyed state the operator holds. */
  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("Flink's operator did not close", e);
    }
  }
}
