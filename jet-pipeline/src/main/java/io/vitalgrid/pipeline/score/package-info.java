/**
 * From panes to predictions: features, the scorer that gives a batch its risks, and the models that
 * the grid holds.
 */
package io.vitalgrid.pipeline.score;
