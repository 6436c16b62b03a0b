/** What a grid is: its maps, vitals, counters, and the Hazelcast configuration made of settings. */
package io.vitalgrid.grid;
