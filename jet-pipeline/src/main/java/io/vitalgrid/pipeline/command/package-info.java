/** Commands that ask something of a running grid: {@code model} and {@code explain}. */
package io.vitalgrid.pipeline.command;
