package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.PatientKey;

/**
 * A patient left: the prediction goes.
 *
 * @param atMs event time of the discharge, epoch ms
 */
public record Departed(PatientKey patient, long atMs) {}
