package io.vitalgrid.loadgen.check;

import java.time.Instant;

/** A window of a patient; patients are numbered from 0 as in the cohort. */
record WindowKey(int patient, long endMs) {
  /** Names no patient but by the place in the cohort. */
  String describe() {
    return "window ending at " + Instant.ofEpochMilli(endMs) + " of patient " + (patient + 1);
  }
}
