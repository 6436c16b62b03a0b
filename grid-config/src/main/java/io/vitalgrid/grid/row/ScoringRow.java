package io.vitalgrid.grid.row;

/**
 * What one member scores with, and how its shadow compares. Counts are since the pair of champion
 * and shadow began; figures are NaN until there is something to compare.
 *
 * @param champion name@version
 * @param championSinceMs when this member began to score with it, epoch ms
 * @param demotions champions that this member took out of use since it started
 * @param shadow name@version, or null
 * @param shadowRows rows that both have scored
 * @param shadowDropped rows that the shadow's budget did not allow
 * @param meanDifference of the risks, shadow less champion
 * @param meanAbsDifference of the risks
 * @param rankCorrelation Spearman's, of the risks
 * @param changedShare share of rows on the other side of the decision threshold
 * @param labels patients with a known outcome and both risks
 * @param championAuc on those patients
 * @param shadowAuc on those patients
 * @param shadowMicrosPerRow what the shadow costs, on its own thread
 * @param shadowCpuShare of one core, since the pair began
 * @param handOverMicrosPerRow what handing a row to the shadow costs the lane
 * @param updatedAtMs epoch ms
 */
public record ScoringRow(
    String champion,
    long championSinceMs,
    long demotions,
    String shadow,
    long shadowRows,
    long shadowDropped,
    double meanDifference,
    double meanAbsDifference,
    double rankCorrelation,
    double changedShare,
    long labels,
    double championAuc,
    double shadowAuc,
    double shadowMicrosPerRow,
    double shadowCpuShare,
    double handOverMicrosPerRow,
    long updatedAtMs) {}
