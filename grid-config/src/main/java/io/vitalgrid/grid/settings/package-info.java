/** Everything that can be set, in one list, and where a value came from. */
package io.vitalgrid.grid.settings;
