/**
 * The models of the grid: deployed, promoted, rolled back and retired in IMap {@code models}, and
 * followed by each member, which swaps between two batches.
 */
package io.vitalgrid.pipeline.score.registry;
