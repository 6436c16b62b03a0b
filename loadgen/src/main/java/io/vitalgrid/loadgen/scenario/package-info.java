/** Scenario files: what a run is to do, in YAML; every mistake is named with file and line. */
package io.vitalgrid.loadgen.scenario;
