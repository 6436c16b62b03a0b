/** What a model costs: per row, per batch, and in the scoring stage. */
package io.vitalgrid.benchmarks.scoring;
