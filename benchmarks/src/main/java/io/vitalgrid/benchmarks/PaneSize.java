package io.vitalgrid.benchmarks;

import io.vitalgrid.pipeline.pack.PackedOutput;

/**
 * The size of one patient's windows, on average over those of a {@link PaneStream}.
 *
 * @param heapBytes what a full collection frees when the patients are dropped
 * @param writtenBytes length of the binary form
 */
record PaneSize(long heapBytes, long writtenBytes) {

  static PaneSize measure(int frames, long periodMs) {
    PaneStream stream =
        new PaneStream(
            PanesBenchmark.policy(frames),
            PanesBenchmark.LAG_MS,
            periodMs,
            (timing, endMs, revision, lateEvents, newest, stats) -> {});
    long writtenBytes = 0;
    for (int i = 0; i < PaneStream.PATIENTS; i++) {
      writtenBytes += writtenBytes(stream, i);
    }
    long before = usedBytes();
    stream.dropPatients();
    long heapBytes = before - usedBytes();
    return new PaneSize(heapBytes / PaneStream.PATIENTS, writtenBytes / PaneStream.PATIENTS);
  }

  private static long writtenBytes(PaneStream stream, int patient) {
    PackedOutput out = new PackedOutput(4096);
    stream.patient(patient).writeTo(out);
    return out.size();
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
