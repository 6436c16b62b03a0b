/** The commands, the faults, and how a run goes. */
package io.vitalgrid.chaos.run;
