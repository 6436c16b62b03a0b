/** Writes to IMaps that nobody waits for. */
package io.vitalgrid.pipeline.store;
