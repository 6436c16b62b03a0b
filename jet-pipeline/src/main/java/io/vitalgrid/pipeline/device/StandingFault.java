package io.vitalgrid.pipeline.device;

/**
 * A fault that stands.
 *
 * @param reason for people, as it was found
 * @param raisedAtMs epoch ms
 */
record StandingFault(Fault fault, String reason, long raisedAtMs) {}
