package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A record of the wire contract, put together field by field; a field's value is JSON text, so that
 * a test can write what no JSON library would.
 */
record WireRecord(Map<String, String> fields) {
  /** 2026-11-22T10:15:30.131Z. */
  static final long TIMESTAMP_MS = 1_795_342_530_131L;

  static final String PATIENT_ID = "P000123";

  static final Origin ORIGIN = new Origin(77, 3, 1_000, TIMESTAMP_MS);

  static WireRecord vitals() {
    return of("vitals")
        .with("device_id", "\"MON-17\"")
        .with("seq", "1042")
        .with("heart_rate", "82")
        .with("respiratory_rate", "16")
        .with("spo2", "97")
        .with("temperature", "36.8")
        .with("systolic_bp", "121")
        .with("diastolic_bp", "79")
        .with("glucose", "5.6")
        .with("supplemental_oxygen", "false")
        .with("consciousness", "\"A\"");
  }

  /** Vitals with the measurement given and no other. */
  static WireRecord vitalsOnly(String field, String json) {
    return of("vitals").with(field, json);
  }

  static WireRecord admission() {
    return of("admission")
        .with("ward", "\"ICU-2\"")
        .with("age", "74")
        .with("gender", "\"Female\"")
        .with("blood_pressure", "\"130/72\"")
        .with("cholesterol", "240")
        .with("bmi", "31.5")
        .with("diabetes", "\"Yes\"")
        .with("hypertension", "\"No\"")
        .with("medication_count", "5")
        .with("length_of_stay", "1")
        .with("discharge_destination", "\"Home\"");
  }

  static WireRecord discharge() {
    return of("discharge");
  }

  private static WireRecord of(String type) {
    return new WireRecord(Map.of())
        .with("type", '"' + type + '"')
        .with("patient_id", '"' + PATIENT_ID + '"')
        .with("event_time", Long.toString(TIMESTAMP_MS - 8));
  }

  WireRecord with(String field, String json) {
    Map<String, String> copy = new LinkedHashMap<>(fields);
    copy.put(field, json);
    return new WireRecord(copy);
  }

  WireRecord without(String field) {
    Map<String, String> copy = new LinkedHashMap<>(fields);
    copy.remove(field);
    return new WireRecord(copy);
  }

  String json() {
    return fields.entrySet().stream()
        .map(field -> '"' + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  byte[] bytes() {
    return json().getBytes(UTF_8);
  }
}
