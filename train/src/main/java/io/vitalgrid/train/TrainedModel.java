package io.vitalgrid.train;

import java.nio.file.Path;

/**
 * A model that was written and found to work.
 *
 * @param file where it is
 * @param bytes its size
 * @param sha256 its checksum, in hexadecimal
 * @param largestDifference the largest absolute difference between ONNX Runtime's risk and the
 *     trainer's, over all stays of the data
 */
record TrainedModel(Path file, int bytes, String sha256, double largestDifference) {}
