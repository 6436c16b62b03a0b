/**
 * A run on disk: a folder with {@code run.json} (all figures, units in the names), HdrHistogram
 * logs of every second and percentile files. Written while it runs, read by the report.
 */
package io.vitalgrid.loadgen.run;
