package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.REVISION;

import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import io.vitalgrid.chaos.verdict.Facts.Span;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import java.util.HashMap;
import java.util.Map;

/**
 * Topic {@code predictions}: for each patient and window revisions are 1, 2, 3 …. Only while a
 * restart may be going on may they repeat, step back or leave one out; in the end the last one is
 * the highest, and it says what the tables say.
 */
final class RevisionCheck {
  /** What was said of one window. */
  private static final class Course {
    private PaneSaid last;
    private PaneSaid highest;
    private long highestSettled;
    private double riskSettled;
  }

  private final Facts facts;
  private final Expectation expected;
  private final Verdict verdict;
  private final Map<WindowKey, Course> courses = new HashMap<>();

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
  }

  private void read(PaneSaid pane) {
    WindowKey key = new WindowKey(pane.patientId(), pane.windowEndMs());
    if (!pane.patientId().equals(expected.patientOf(pane.eventId()))) {
      verdict.broken(REVISION, name(key) + " names " + pane.eventId() + ", no event of theirs");
    }
    Course course = courses.computeIfAbsent(key, any -> new Course());
    long before = course.last == null ? 0 : course.last.revision();
    if (pane.revision() != before + 1 && !isDisturbed(pane.timestampMs())) {
      verdict.broken(
          REVISION,
          name(key) + ": revision " + pane.revision() + " after " + before + ", with no restart");
    }
    course.last = pane;
    if (course.highest == null || pane.revision() >= course.highest.revision()) {
      course.highest = pane;
    }
    if (!pane.timing().equals("EARLY") && pane.revision() >= course.highestSettled) {
      course.highestSettled = pane.revision();
      course.riskSettled = pane.risk();
    }
  }

  private boolean isDisturbed(long timeMs) {
    for (Span span : facts.disturbances()) {
      if (span.contains(timeMs)) {
        return true;
      }
    }
    return false;
  }

  private void converged(WindowKey key, Course course) {
    if (course.last.revision() != course.highest.revision()) {
      verdict.broken(
          REVISION,
          "%s ends with revision %d below its highest, %d"
              .formatted(name(key), course.last.revision(), course.highest.revision()));
    }
  }

  private void compareWindows() {
    facts.windows().forEach(this::compare);
    courses.forEach(
        (key, course) -> {
          if (course.highestSettled > 0 && !facts.windows().containsKey(key)) {
            verdict.broken(REVISION, name(key) + " has settled, but is not in table windows");
          }
        });
  }

  private void compare(WindowKey key, WindowRow row) {
    Course course = courses.get(key);
    if (course == null) {
      verdict.broken(REVISION, name(key) + " is in table windows, but not on the topic");
    } else if (row.revision() != course.highestSettled) {
      verdict.broken(
          REVISION,
          "%s has revision %d in table windows, %d on the topic"
              .formatted(name(key), row.revision(), course.highestSettled));
    } else if (Double.compare(row.risk(), course.riskSettled) != 0) {
      verdict.broken(REVISION, name(key) + " has another risk in table windows than on the topic");
    }
  }

  private void comparePredictions() {
    facts.predictions().forEach((id, row) -> compare(new WindowKey(id, row.windowEndMs()), row));
  }

  private void compare(WindowKey key, PredictionRow row) {
    Course course = courses.get(key);
    if (course == null) {
      verdict.broken(REVISION, name(key) + " is in table predictions, but not on the topic");
    } else if (row.revision() != course.highest.revision()) {
      verdict.broken(
          REVISION,
          "%s has revision %d in table predictions, %d on the topic"
              .formatted(name(key), row.revision(), course.highest.revision()));
    } else if (Double.compare(row.risk(), course.highest.risk()) != 0
        || row.news2() != course.highest.news2()) {
      verdict.broken(REVISION, name(key) + " has other figures in the table than on the topic");
    }
  }

  private static String name(WindowKey key) {
    return WindowCheck.name(key.patientId(), key.windowEndMs());
  }
}
