package io.vitalgrid.grid.row;

import java.time.LocalDate;

/**
 * The parts of a time in UTC, without an object for each time: of times that are written one after
 * the other most lie in the same second, and nearly all on the same day. Not thread-safe.
 */
final class UtcTime {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int NANOS_PER_MS = 1_000_000;

  private long day = Long.MIN_VALUE;
  private LocalDate date;
  private int secondOfDay;
  private int ms;

  void set(long epochMs) {
    long second = Math.floorDiv(epochMs, 1000L);
    ms = (int) (epochMs - second * 1000);
    long newDay = Math.floorDiv(second, (long) SECONDS_A_DAY);
    secondOfDay = (int) (second - newDay * SECONDS_A_DAY);
    if (newDay != day) {
      day = newDay;
      date = LocalDate.ofEpochDay(newDay);
    }
  }

  int year() {
    return date.getYear();
  }

  int month() {
    return date.getMonthValue();
  }

  int day() {
    return date.getDayOfMonth();
  }

  int hour() {
    return secondOfDay / 3600;
  }

  int minute() {
    return secondOfDay / 60 % 60;
  }

  int second() {
    return secondOfDay % 60;
  }

  int nano() {
    return ms * NANOS_PER_MS;
  }
}
