package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What was sent, in order: 29 bytes an event. The sending thread writes; whoever reads comes after
 * it.
 */
final class Ledger {
  static final int MAX_EVENTS = 10_000_000;

  private static final int CHUNK = 1 << 16;
  private static final Kind[] KINDS = Kind.values();

  private static final class Chunk {
    final int[] patients = new int[CHUNK];
    final byte[] kinds = new byte[CHUNK];
    final long[] seqs = new long[CHUNK];
    final long[] timesMs = new long[CHUNK];
    final long[] intendedMs = new long[CHUNK];
  }

  private final List<Chunk> chunks = new ArrayList<>();
  private final List<BadRecord> bad = new ArrayList<>();
  private int size;
  private boolean full;

  /**
   * A record that must be rejected.
   *
   * @param fingerprint of its value
   */
  record BadRecord(long fingerprint, String reason) {}

  void add(Event event, long intendedMs) {
    if (size == MAX_EVENTS) {
      full = true;
      return;
    }
    if (size % CHUNK == 0) {
      chunks.add(new Chunk());
    }
    Chunk chunk = chunks.get(size / CHUNK);
    int i = size++ % CHUNK;
    chunk.patients[i] = event.patient();
    chunk.kinds[i] = (byte) event.kind().ordinal();
    chunk.seqs[i] = event.seq();
    chunk.timesMs[i] = event.timeMs();
    chunk.intendedMs[i] = intendedMs;
    if (event.kind().isBad()) {
      bad.add(new BadRecord(fingerprint(event.value()), event.kind().reason()));
    }
  }

  /** Checksum and length; enough to tell our own records apart. */
  static long fingerprint(byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(value);
    return crc.getValue() << 20 | value.length;
  }

  int size() {
    return size;
  }

  /** Whether there were more events than it takes. */
  boolean isFull() {
    return full;
  }

  List<BadRecord> bad() {
    return bad;
  }

  int patient(int event) {
    return chunks.get(event / CHUNK).patients[event % CHUNK];
  }

  Kind kind(int event) {
    return KINDS[chunks.get(event / CHUNK).kinds[event % CHUNK]];
  }

  long seq(int event) {
    return chunks.get(event / CHUNK).seqs[event % CHUNK];
  }

  long timeMs(int event) {
    return chunks.get(event / CHUNK).timesMs[event % CHUNK];
  }

  long intendedMs(int event) {
    return chunks.get(event / CHUNK).intendedMs[event % CHUNK];
  }

  /** How many there are of each kind. */
  long count(Kind kind) {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += kind(i) == kind ? 1 : 0;
    }
    return count;
  }
}
