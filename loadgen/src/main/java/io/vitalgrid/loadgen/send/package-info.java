/** Sends the events when they are due, and counts what became of them. */
package io.vitalgrid.loadgen.send;
