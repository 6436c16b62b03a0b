/**
 * The load generator: drives any system that speaks the wire contract over Kafka, in an open loop,
 * and measures it. Picture, in the order of a run:
 *
 * <pre>
 * cohort ─► event (device, disorder) ─┐
 *                                     ├─► send ─► Kafka ─► the system ─► Kafka ─► report
 * schedule (intended send times) ─────┘
 * </pre>
 */
package io.vitalgrid.loadgen;
