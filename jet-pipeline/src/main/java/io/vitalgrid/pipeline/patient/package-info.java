/**
 * A patient's state and what events do to it.
 *
 * <p>{@link io.vitalgrid.pipeline.patient.Monitor} holds the rules and is pure; {@link
 * io.vitalgrid.pipeline.patient.MonitorP} is the Jet processor around it, {@link
 * io.vitalgrid.pipeline.patient.StateBackend} the way to and from the IMap. What was said and may
 * not have arrived is kept by {@link io.vitalgrid.pipeline.patient.Unconfirmed}.
 */
package io.vitalgrid.pipeline.patient;
