/**
 * Chaos: a real grid under a seeded load, faults injected into its processes and network, and a
 * verdict on what the grid says afterwards.
 */
package io.vitalgrid.chaos;
