/** The processes that people start: a member of the grid, and {@code up}, which runs it all. */
package io.vitalgrid.pipeline.member;
