/**
 * Simulated bedside devices. What a device reads is a pure function of patient, seed and time, so a
 * reading can be taken for any moment, now or long ago, without keeping a history.
 */
package io.vitalgrid.loadgen.device;
