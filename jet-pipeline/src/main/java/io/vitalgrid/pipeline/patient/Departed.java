package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.PatientKey;

/** A patient left: the prediction goes. */
public record Departed(PatientKey patient) {}
