package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.clinical.Parameter;
import io.vitalgrid.pipeline.clinical.Signs;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.StringJoiner;

/** Why, in words: with values, their age, the threshold and the window. */
final class Reasons {
  private final AlertPolicy policy;

  Reasons(AlertPolicy policy) {
    this.policy = policy;
  }

  String raised(AlertKind kind, Prediction prediction, long heldMs, long nowMs) {
    StringBuilder text = new StringBuilder(256);
    text.append(said(kind, Measure.of(kind, prediction), prediction));
    if (kind == AlertKind.RISK_HIGH) {
      text.append(news2(prediction.pane().news2()));
    } else {
      text.append(values(kind, prediction.pane(), nowMs)).append('.');
      text.append(missing(prediction.pane().news2()));
    }
    if (heldMs > 0) {
      text.append(" It has held for ").append(duration(heldMs)).append('.');
    }
    return text.append(window(prediction.pane())).toString();
  }

  private String said(AlertKind kind, double value, Prediction prediction) {
    int news2 = prediction.pane().news2();
    return switch (kind) {
      case NEWS2_HIGH, NEWS2_MEDIUM ->
          "NEWS2 is %s, the threshold is %s: "
              .formatted(number(kind, value), number(kind, policy.raiseAt(kind)));
      case NEWS2_RED_PARAMETER ->
          "One parameter alone scores 3 (NEWS2 is %d): ".formatted(News2.total(news2));
      case DETERIORATING ->
          "NEWS2 is %d, %s points above its mean of the %s before, the threshold is %s: "
              .formatted(
                  News2.total(news2),
                  number(kind, value),
                  duration(policy.trendPeriodMs()),
                  number(kind, policy.raiseAt(kind)));
      case RISK_HIGH ->
          "Risk is %s, the threshold is %s, by model %s."
              .formatted(
                  number(kind, value), number(kind, policy.raiseAt(kind)), prediction.model());
    };
  }

  String cleared(AlertKind kind, double value, long nowMs) {
    return "Over at %s: %s.".formatted(time(nowMs), brief(kind, value));
  }

  String discharged(long atMs) {
    return "Over at %s: the patient was discharged.".formatted(time(atMs));
  }

  String silent(long forMs) {
    return "Over: nothing was heard of the patient for %s.".formatted(duration(forMs));
  }

  String withdrawn(AlertKind kind, Prediction prediction, double value) {
    return "Corrected by late readings: with them, %s in the window%s"
        .formatted(brief(kind, value), window(prediction.pane()).substring(" Window".length()));
  }

  String confirmed(AlertKind kind, Prediction prediction, double value) {
    return "Confirmed by late readings: with them, %s in the window%s"
        .formatted(brief(kind, value), window(prediction.pane()).substring(" Window".length()));
  }

  String standsAnyway(AlertKind kind, double newest) {
    return Double.isNaN(newest)
        ? "It stays open until newer readings are known."
        : "It stays open: now %s.".formatted(brief(kind, newest));
  }

  private static String brief(AlertKind kind, double value) {
    String number = number(kind, value);
    return switch (kind) {
      case NEWS2_HIGH, NEWS2_MEDIUM -> "NEWS2 is " + number;
      case NEWS2_RED_PARAMETER -> "no parameter scores more than " + number;
      case DETERIORATING -> "NEWS2 is " + number + " points above its mean of the period before";
      case RISK_HIGH -> "the risk is " + number;
    };
  }

  private static String number(AlertKind kind, double value) {
    String format =
        switch (kind) {
          case RISK_HIGH -> "%.2f";
          case DETERIORATING -> "%.1f";
          case NEWS2_HIGH, NEWS2_MEDIUM, NEWS2_RED_PARAMETER -> "%.0f";
        };
    return String.format(Locale.ROOT, format, value);
  }

  private static String news2(int news2) {
    return news2 == News2.NONE ? "" : " NEWS2 is " + News2.total(news2) + ".";
  }

  private static String values(AlertKind kind, Pane pane, long nowMs) {
    Signs signs = pane.earlier() == null ? Signs.of(pane.stats()) : pane.earlier();
    int least = kind == AlertKind.NEWS2_RED_PARAMETER ? News2.RED : 1;
    StringJoiner all = new StringJoiner(", ");
    for (int i = 0; i < Parameter.COUNT; i++) {
      Parameter parameter = Parameter.of(i);
      int points = News2.points(pane.news2(), parameter);
      if (points >= least) {
        all.add(value(parameter, signs, points, News2.spo2Scale(pane.news2()), nowMs));
      }
    }
    return all.toString();
  }

  private static String value(Parameter parameter, Signs signs, int points, int scale, long nowMs) {
    StringBuilder text = new StringBuilder(parameter.words());
    if (parameter.vital() != null && !Double.isNaN(signs.value(parameter))) {
      text.append(' ').append(plain(signs.value(parameter)));
      text.append(' ').append(parameter.vital().unit());
    } else if (parameter == Parameter.CONSCIOUSNESS && signs.value(parameter) > 0) {
      text.append(' ').append(signs.consciousness());
    }
    text.append(" scores ").append(points);
    if (parameter == Parameter.SPO2 && scale == 2) {
      text.append(" on scale 2");
    }
    long atMs = signs.atMs(parameter);
    if (atMs != Episode.NONE && nowMs > atMs) {
      text.append(" (").append(duration(nowMs - atMs)).append(" old)");
    }
    return text.toString();
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String missing(int news2) {
    if (!News2.isPartial(news2)) {
      return "";
    }
    StringJoiner names = new StringJoiner(", ");
    for (int i = 0; i < Parameter.COUNT; i++) {
      if (News2.isMissing(news2, Parameter.of(i))) {
        names.add(Parameter.of(i).words());
      }
    }
    return " The score is partial and may be higher; not known, or too old: " + names + ".";
  }

  private static String window(Pane pane) {
    return " Window %s to %s, %s revision %d."
        .formatted(
            time(pane.stats().startMs()), time(pane.endMs()), pane.timing(), pane.revision());
  }

  private static String time(long epochMs) {
    return Instant.ofEpochMilli(epochMs).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** In its largest unit, whole. */
  private static String duration(long ms) {
    if (ms >= 2 * 3_600_000) {
      return ms / 3_600_000 + " h";
    }
    if (ms >= 2 * 60_000) {
      return ms / 60_000 + " min";
    }
    return ms >= 1000 ? ms / 1000 + " s" : ms + " ms";
  }
}
