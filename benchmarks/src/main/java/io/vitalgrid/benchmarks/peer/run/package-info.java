/** The command {@code benchmarks/run}: one system after the other, under the same load. */
package io.vitalgrid.benchmarks.peer.run;
