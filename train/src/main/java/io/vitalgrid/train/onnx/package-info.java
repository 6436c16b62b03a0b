/** Writes ONNX models: as much of the format as a builder of small graphs needs. */
package io.vitalgrid.train.onnx;
