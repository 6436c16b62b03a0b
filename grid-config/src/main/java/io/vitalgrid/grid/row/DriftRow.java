package io.vitalgrid.grid.row;

/**
 * How far what the champion is given has drifted from its baseline, in one feature or in the risk.
 *
 * @param psi population stability index, NaN where there are too few patients to say
 * @param verdict STABLE, MODERATE, MAJOR or TOO_FEW
 * @param baselineCount rows of the baseline
 * @param currentCount rows of the current window
 * @param model whose features they are, such as readmission@3
 * @param baseline where it comes from: TRAINING or FIRST_ROWS
 * @param computedAtMs epoch ms
 */
public record DriftRow(
    double psi,
    String verdict,
    long baselineCount,
    long currentCount,
    String model,
    String baseline,
    long computedAtMs) {}
