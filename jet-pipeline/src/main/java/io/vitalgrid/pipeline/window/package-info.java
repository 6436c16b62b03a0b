/**
 * Event-time sliding windows with early, on-time and late panes: plain Java, no Jet.
 *
 * <p>Start with {@link io.vitalgrid.pipeline.window.SlidingWindows}, which holds the rules and the
 * worked example; {@link io.vitalgrid.pipeline.window.WindowPolicy} has the arithmetic, {@link
 * io.vitalgrid.pipeline.window.PatientWindows} the state of one patient.
 */
package io.vitalgrid.pipeline.window;
