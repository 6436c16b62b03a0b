package io.vitalgrid.benchmarks.scaling;

/**
 * What the model is given; where each number comes from stands in docs/design/0015-scaling.md.
 *
 * @param idleShare of each core, taken at any rate by threads that look for work and by the batches
 *     that come of it
 * @param backupShare the same for each backup: a batch of writes waits for its copies
 * @param eventMicros CPU of an event on a member by itself, without that
 * @param hopMicros CPU added on both sides when an event changes the member
 * @param backupMicros CPU added on both sides for each backup of what an event changed
 * @param sinkMicros of an event, of the one thread of each member that sends to topics
 * @param hopBytes of an event between members
 * @param stateBytes of a patient as it is written, to backups too
 * @param rowBytes of the results of an event, to backups too
 * @param patientBytes of a patient in heap and map of the member that owns it
 * @param windowBytes of a settled window in its table, to backups too
 * @param quietP99Ms p99 of one member that is hardly busy
 * @param hopMs added to it when there are several
 * @param stallMs pauses of collector and barriers, behind which queues form
 */
record Costs(
    double idleShare,
    double backupShare,
    double eventMicros,
    double hopMicros,
    double backupMicros,
    double sinkMicros,
    double hopBytes,
    double stateBytes,
    double rowBytes,
    double patientBytes,
    double windowBytes,
    double quietP99Ms,
    double hopMs,
    double stallMs) {
  /** Measured where it could be, assumed otherwise; the note says which. */
  static final Costs TODAY =
      new Costs(0.2, 0.06, 8, 7, 0.5, 2.2, 250, 1_802, 600, 2_076, 973, 8, 2, 40);
}
