package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.clinical.News2;
import java.io.Serializable;

/**
 * What alerts go by; plain numbers, so that it travels with the job. All times are event time.
 *
 * <pre>
 * threshold 7, hysteresis 1:   raised at 7 and above, over at 5 and below; at 6 nothing changes
 * </pre>
 *
 * @param highPoints NEWS2 of NEWS2_HIGH
 * @param mediumPoints NEWS2 of NEWS2_MEDIUM
 * @param risePoints above the mean of the period before, of DETERIORATING
 * @param hysteresisPoints of those three; at most 1 of the points of a single parameter
 * @param riskPercent of RISK_HIGH
 * @param riskHysteresisPercent of that
 * @param minDurationMs how long a condition must hold, or be over, before it counts
 * @param coolDownMs how long after the end of an alert no other of its kind is raised
 * @param correctableMs how long after its end an alert may still be corrected by late readings
 * @param trendPeriodMs what DETERIORATING compares with, for its words
 */
public record AlertPolicy(
    int highPoints,
    int mediumPoints,
    int risePoints,
    int hysteresisPoints,
    int riskPercent,
    int riskHysteresisPercent,
    long minDurationMs,
    long coolDownMs,
    long correctableMs,
    long trendPeriodMs)
    implements Serializable {

  /** From this value on the condition holds; points, or a probability. */
  double raiseAt(AlertKind kind) {
    return switch (kind) {
      case NEWS2_HIGH -> highPoints;
      case NEWS2_MEDIUM -> mediumPoints;
      case NEWS2_RED_PARAMETER -> News2.RED;
      case DETERIORATING -> risePoints;
      case RISK_HIGH -> riskPercent / 100.0;
    };
  }

  /** Below this value it is over. */
  double overBelow(AlertKind kind) {
    return switch (kind) {
      case NEWS2_RED_PARAMETER -> News2.RED - Math.min(1, hysteresisPoints);
      case RISK_HIGH -> (riskPercent - riskHysteresisPercent) / 100.0;
      case NEWS2_HIGH, NEWS2_MEDIUM, DETERIORATING -> raiseAt(kind) - hysteresisPoints;
    };
  }
}
