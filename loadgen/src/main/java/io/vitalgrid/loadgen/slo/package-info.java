/** Objectives: what a run must reach, and whether it did. */
package io.vitalgrid.loadgen.slo;
