package io.vitalgrid.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the parser makes of a record, with a clock skew of 10 s allowed. */
final class Parsing {
  static final long MAX_SKEW_MS = 10_000;

  private static final int PARTITION = 5;

  private Parsing() {}

  static EventParser parser() {
    return new EventParser(id -> new PatientKey(id, PARTITION), MAX_SKEW_MS);
  }

  static PatientEvent parse(byte[] value) throws RejectedException {
    return parser().parse(value, WireRecord.ORIGIN);
  }

  static PatientEvent parse(WireRecord record) throws RejectedException {
    return parse(record.bytes());
  }

  static Vitals parseVitals(WireRecord record) throws RejectedException {
    return (Vitals) parse(record);
  }

  static Admission parseAdmission(WireRecord record) throws RejectedException {
    return (Admission) parse(record);
  }

  /** The refusal of the record; its message must not give the patient away. */
  static RejectedException rejection(byte[] value) {
    RejectedException refused = catchThrowableOfType(RejectedException.class, () -> parse(value));
    assertThat(refused).as("the record is refused").isNotNull();
    assertThat(refused)
        .hasMessageStartingWith(refused.reason().code() + ": ")
        .hasMessageNotContaining(WireRecord.PATIENT_ID)
        .hasMessageNotContaining("MON-17");
    return refused;
  }

  /** The same; the message must not repeat the field's value either. */
  static RejectedException rejection(WireRecord record, String field) {
    RejectedException refused = rejection(record.bytes());
    assertThat(refused).hasMessageContaining(field);
    String value = record.fields().get(field);
    if (value != null && value.length() > 3) {
      assertThat(refused).hasMessageNotContaining(value.replace("\"", ""));
    }
    return refused;
  }
}
