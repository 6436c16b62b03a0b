/**
 * The events of a run: what is sent, in which order, how it is disordered, and what ought to become
 * of it. Seeded: the same seed, cohort, dials and start time give the same bytes.
 */
package io.vitalgrid.loadgen.event;
