/** The model server of the reference design, and what it speaks. */
package io.vitalgrid.benchmarks.peer.scorer;
