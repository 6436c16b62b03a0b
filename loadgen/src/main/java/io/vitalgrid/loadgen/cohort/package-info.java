/** Who the patients are: the readmission data set, read from a file or generated like it. */
package io.vitalgrid.loadgen.cohort;
