/**
 * Micro-benchmarks, and tests that hold VitalGrid against other engines; nothing here is shipped.
 */
package io.vitalgrid.benchmarks;
