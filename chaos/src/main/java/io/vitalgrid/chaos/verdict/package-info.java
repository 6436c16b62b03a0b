/**
 * The judge: what was sent and what the grid says, compared with an offline recomputation. Knows no
 * processes and no engines; everything it needs is in {@link io.vitalgrid.chaos.verdict.Facts}.
 */
package io.vitalgrid.chaos.verdict;
