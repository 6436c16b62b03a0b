/** The grid under test: its processes, its network, and a client to ask it. */
package io.vitalgrid.chaos.grid;
