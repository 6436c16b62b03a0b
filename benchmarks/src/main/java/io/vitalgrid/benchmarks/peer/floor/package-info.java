/** What the machine can do at all: the job without an engine, and without any guarantee. */
package io.vitalgrid.benchmarks.peer.floor;
