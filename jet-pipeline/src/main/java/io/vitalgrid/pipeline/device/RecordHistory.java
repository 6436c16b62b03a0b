package io.vitalgrid.pipeline.device;

/** Which of a device's last 16 records were refused. */
final class RecordHistory {
  private static final int LENGTH = 16;
  private static final int ALL = (1 << LENGTH) - 1;

  private int refused;

  void add(boolean wasRefused) {
    refused = (refused << 1 | (wasRefused ? 1 : 0)) & ALL;
  }

  int refused() {
    return Integer.bitCount(refused);
  }

  boolean isBad(boolean wasBad, int limit) {
    return refused() >= (wasBad ? 1 : limit);
  }
}
