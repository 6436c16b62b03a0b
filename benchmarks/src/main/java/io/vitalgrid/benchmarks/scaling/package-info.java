/** Scaling on paper: what a grid of many members would do, from costs measured on one. */
package io.vitalgrid.benchmarks.scaling;
