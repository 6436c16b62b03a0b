package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.grid.MemberOptions;
import java.util.List;

/**
 * A run.
 *
 * @param kinds the faults, of which each has its turn
 * @param rate events per second
 */
record ChaosOptions(
    int cycles,
    long seed,
    int members,
    int patients,
    int rate,
    List<FaultKind> kinds,
    WindowSettings windowing,
    MemberOptions memberOptions) {}
