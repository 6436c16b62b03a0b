/** A shadow model scores what the champion scores, on a budget, and is compared with it. */
package io.vitalgrid.pipeline.score.shadow;
