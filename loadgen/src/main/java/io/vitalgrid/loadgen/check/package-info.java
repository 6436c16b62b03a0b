/** Knows what must come out of the system under load, and compares it with what did. */
package io.vitalgrid.loadgen.check;
