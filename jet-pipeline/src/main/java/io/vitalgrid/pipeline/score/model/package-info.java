/** What a model is to the grid: features in, risks out, and what must be known of it. */
package io.vitalgrid.pipeline.score.model;
