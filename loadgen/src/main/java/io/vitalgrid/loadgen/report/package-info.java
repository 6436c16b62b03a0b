/** What a run tells: progress each second, a summary at the end, and latency from both ends. */
package io.vitalgrid.loadgen.report;
