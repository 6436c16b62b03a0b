package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.CONSERVATION;

import io.vitalgrid.chaos.verdict.Facts.Fate;
import io.vitalgrid.chaos.verdict.Facts.InputRecord;
import io.vitalgrid.chaos.verdict.Facts.Send;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * From the load to the topic: acknowledged sends are there once, where they were acknowledged;
 * unknown ones once or not at all; failed ones and strangers never. From the topic to the outcomes:
 * each record has exactly one.
 */
final class ConservationCheck {
  private final Map<Integer, Send> sends = new HashMap<>();
  private final BitSet arrived = new BitSet();
  private final Verdict verdict;

  private ConservationCheck(Verdict verdict) {
    this.verdict = verdict;
  }

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    ConservationCheck check = new ConservationCheck(verdict);
    facts.sends().forEach(send -> check.sends.put(send.id(), send));
    long records = 0;
    for (InputRecord record : facts.input()) {
      check.arrive(record);
      records++;
    }
    check.missing();
    long accounted =
        expected.refusals().size()
            + expected.outcomes().values().stream().mapToLong(Long::longValue).sum();
    if (records != accounted) {
      verdict.broken(CONSERVATION, records + " records, but " + accounted + " outcomes");
    }
  }

  private void arrive(InputRecord record) {
    Send send = sends.get(record.sendId());
    if (send == null) {
      verdict.broken(CONSERVATION, record + " was sent by nobody");
    } else if (send.fate() == Fate.FAILED) {
      verdict.broken(CONSERVATION, record + " is there, though its send failed");
    } else if (arrived.get(send.id())) {
      verdict.broken(CONSERVATION, record + " is there twice");
    } else if (send.hash() != Hash.of(record.value())) {
      verdict.broken(CONSERVATION, record + " is not what was sent");
    } else if (send.fate() == Fate.ACKNOWLEDGED
        && (send.partition() != record.partition() || send.offset() != record.offset())) {
      verdict.broken(
          CONSERVATION, record + " was acknowledged at " + send.partition() + "/" + send.offset());
    }
    arrived.set(record.sendId());
  }

  private void missing() {
    for (Send send : sends.values()) {
      if (send.fate() == Fate.ACKNOWLEDGED && !arrived.get(send.id())) {
        verdict.broken(
            CONSERVATION,
            "acknowledged at " + send.partition() + "/" + send.offset() + ", but not there");
      }
    }
  }
}
