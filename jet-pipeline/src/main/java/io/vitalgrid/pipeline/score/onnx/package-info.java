/** Models in ONNX: what a file may be, how features become its inputs and its outputs risks. */
package io.vitalgrid.pipeline.score.onnx;
