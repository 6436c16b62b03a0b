package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.REVISION;

import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import io.vitalgrid.chaos.verdict.Facts.Span;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Topic {@code predictions}: for each patient and window revisions are 1, 2, 3 …. Only while a
 * restart may be going on may they repeat, step back or leave one out. In the end they have
 * converged: the last one is the highest, unless a member that had been given up sent old ones
 * after it, and the highest (of several, the one scored last) says what the tables say.
 */
final class RevisionCheck {
  private static final int HISTORIES = 4;

  /** What a consumer goes by. */
  private static final Comparator<PaneSaid> BY_TRUTH =
      Comparator.comparingLong(PaneSaid::revision).thenComparingLong(PaneSaid::scoredAtMs);

  /** What was said of one window. */
  private static final class Course {
    private PaneSaid last;
    private PaneSaid highest;

    /** The highest that is not EARLY, which table windows does not get. */
    private PaneSaid settled;
  }

  private final Facts facts;
  private final Expectation expected;
  private final Verdict verdict;
  private final Map<WindowKey, Course> courses = new HashMap<>();

  /** The first windows that broke the rule, and all that was said of them. */
  private final Map<WindowKey, StringBuilder> histories = new LinkedHashMap<>();

  private RevisionCheck(Facts facts, Expectation expected, Verdict verdict) {
    this.facts = facts;
    this.expected = expected;
    this.verdict = verdict;
  }

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    RevisionCheck check = new RevisionCheck(facts, expected, verdict);
    facts.panes().forEach(check::read);
    check.courses.forEach(check::converged);
    check.compareWindows();
    check.comparePredictions();
    check.tellHistories();
  }

  private void read(PaneSaid pane) {
    WindowKey key = new WindowKey(pane.patientId(), pane.windowEndMs());
    if (!pane.patientId().equals(expected.patientOf(pane.eventId()))) {
      broken(key, "names " + pane.eventId() + ", no event of theirs");
    }
    Course course = courses.computeIfAbsent(key, any -> new Course());
    long before = course.last == null ? 0 : course.last.revision();
    if (pane.revision() != before + 1 && span(pane) == null) {
      broken(key, "has revision " + pane.revision() + " after " + before + ", with no restart");
    }
    course.last = pane;
    course.highest = higher(course.highest, pane);
    if (!pane.timing().equals("EARLY")) {
      course.settled = higher(course.settled, pane);
    }
  }

  private static PaneSaid higher(PaneSaid one, PaneSaid other) {
    return one == null || BY_TRUTH.compare(one, other) <= 0 ? other : one;
  }

  private Span span(PaneSaid pane) {
    for (Span span : facts.disturbances()) {
      if (span.contains(pane.timestampMs())) {
        return span;
      }
    }
    return null;
  }

  private void converged(WindowKey key, Course course) {
    if (course.last.revision() == course.highest.revision()) {
      return;
    }
    Span span = span(course.last);
    if (span == null || !span.undead()) {
      broken(
          key,
          "ends with revision %d below its highest, %d"
              .formatted(course.last.revision(), course.highest.revision()));
    }
  }

  private void compareWindows() {
    facts.windows().forEach(this::compare);
    courses.forEach(
        (key, course) -> {
          if (course.settled != null && !facts.windows().containsKey(key)) {
            broken(key, "has settled, but is not in table windows");
          }
        });
  }

  private void compare(WindowKey key, WindowRow row) {
    Course course = courses.get(key);
    if (course == null || course.settled == null) {
      broken(key, "is in table windows, but not on the topic");
    } else if (row.revision() != course.settled.revision()) {
      broken(
          key,
          "has revision %d in table windows, %d on the topic"
              .formatted(row.revision(), course.settled.revision()));
    } else if (Double.compare(row.risk(), course.settled.risk()) != 0) {
      broken(
          key,
          "has risk %s in table windows, %s on the topic"
              .formatted(row.risk(), course.settled.risk()));
    }
  }

  private void comparePredictions() {
    facts.predictions().forEach((id, row) -> compare(new WindowKey(id, row.windowEndMs()), row));
  }

  private void compare(WindowKey key, PredictionRow row) {
    Course course = courses.get(key);
    if (course == null) {
      broken(key, "is in table predictions, but not on the topic");
    } else if (row.revision() != course.highest.revision()) {
      broken(
          key,
          "has revision %d in table predictions, %d on the topic"
              .formatted(row.revision(), course.highest.revision()));
    } else if (Double.compare(row.risk(), course.highest.risk()) != 0
        || row.news2() != course.highest.news2()) {
      broken(key, "has other figures in table predictions than on the topic");
    }
  }

  private void broken(WindowKey key, String how) {
    verdict.broken(REVISION, WindowCheck.name(key.patientId(), key.windowEndMs()) + " " + how);
    if (histories.size() < HISTORIES) {
      histories.putIfAbsent(key, new StringBuilder());
    }
  }

  private void tellHistories() {
    if (histories.isEmpty()) {
      return;
    }
    for (PaneSaid pane : facts.panes()) {
      StringBuilder history = histories.get(new WindowKey(pane.patientId(), pane.windowEndMs()));
      if (history != null) {
        history.append(
            "; %d %s by %s at %s risk %.6f"
                .formatted(
                    pane.revision(),
                    pane.timing(),
                    pane.eventId(),
                    Instant.ofEpochMilli(pane.timestampMs()),
                    pane.risk()));
      }
    }
    histories.forEach(
        (key, history) ->
            verdict.note(WindowCheck.name(key.patientId(), key.windowEndMs()) + history));
  }
}
