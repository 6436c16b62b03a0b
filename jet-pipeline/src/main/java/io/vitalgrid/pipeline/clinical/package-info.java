/** What clinicians go by: the early warning score. Plain Java. */
package io.vitalgrid.pipeline.clinical;
