/** The load: seeded events of which it is known what must become of them, and what was told. */
package io.vitalgrid.chaos.load;
