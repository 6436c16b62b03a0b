/**
 * Trains the readmission model on a cohort, measures it by cross-validation and writes it as ONNX.
 */
package io.vitalgrid.train;
