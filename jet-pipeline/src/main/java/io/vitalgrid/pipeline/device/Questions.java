package io.vitalgrid.pipeline.device;

import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.query.Predicates;
import io.vitalgrid.grid.row.DeviceRow;
import io.vitalgrid.pipeline.lane.PartitionKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane's questions to table {@code devices}, some in flight and the others waiting. Asked when
 * a device is new to the lane and when it seems to be gone; never for an event. Used by one thread.
 */
final class Questions {
  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
  private static final int IN_FLIGHT = 64;

  /** What to do with the answer. */
  @FunctionalInterface
  interface Then {
    void accept(DeviceWatch watch, DeviceState device, DeviceReport known);
  }

  private record Question(DeviceState device, Then then, CompletableFuture<DeviceRow> answer) {}

  private final IMap<String, DeviceRow> rows;
  private final ArrayDeque<Question> waiting = new ArrayDeque<>();
  private final ArrayDeque<Question> asked = new ArrayDeque<>();

  Questions(IMap<String, DeviceRow> rows) {
    this.rows = rows;
  }

  /** The rows of these Hazelcast partitions; blocks. */
  List<DeviceReport> rows(int[] owned, PartitionService partitions) {
    List<DeviceReport> reports = new ArrayList<>();
    for (String keyInPartition : PartitionKeys.of(partitions, owned)) {
      rows.entrySet(Predicates.partitionPredicate(keyInPartition, Predicates.alwaysTrue()))
          .forEach(entry -> reports.add(report(entry.getKey(), entry.getValue())));
    }
    return reports;
  }

  void ask(DeviceState device, Then then) {
    waiting.add(new Question(device, then, null));
  }

  /** Passes on the answers that are there, and asks on; never waits. */
  void answer(DeviceWatch watch) {
    if (asked.isEmpty() && waiting.isEmpty()) {
      return;
    }
    for (Iterator<Question> i = asked.iterator(); i.hasNext(); ) {
      Question question = i.next();
      if (question.answer.isDone()) {
        i.remove();
        question.then.accept(watch, question.device, known(question));
      }
    }
    for (Question next; asked.size() < IN_FLIGHT && (next = waiting.poll()) != null; ) {
      asked.add(
          new Question(
              next.device, next.then, rows.getAsync(next.device.id()).toCompletableFuture()));
    }
  }

  /** Without an answer a device is taken for new: what is wrong with it is found again. */
  private static DeviceReport known(Question question) {
    if (question.answer.isCompletedExceptionally()) {
      LOG.warn(
          "A row of map devices could not be read: {}",
          question.answer.handle((none, error) -> String.valueOf(error)).join());
      return null;
    }
    DeviceRow row = question.answer.join();
    return row == null ? null : report(question.device.id(), row);
  }

  private static DeviceReport report(String deviceId, DeviceRow row) {
    return new DeviceReport(
        deviceId,
        row.patientId(),
        row.status(),
        row.reason(),
        row.faults(),
        row.sinceMs(),
        row.lastSeenMs(),
        row.expectedGapMs(),
        row.standing());
  }
}
