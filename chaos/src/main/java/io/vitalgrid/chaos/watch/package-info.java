/** What comes out of the grid: predictions as they become visible, topics and tables afterwards. */
package io.vitalgrid.chaos.watch;
