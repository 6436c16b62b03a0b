/** How the stages of a lane pass on what they have: several at a time. */
package io.vitalgrid.pipeline.lane;
