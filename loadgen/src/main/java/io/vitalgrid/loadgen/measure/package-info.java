/** Measures the system under load from outside, on threads of its own. */
package io.vitalgrid.loadgen.measure;
