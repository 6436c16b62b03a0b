package io.vitalgrid.loadgen.find;

/**
 * One rate that was tried.
 *
 * @param rate events per second
 * @param held whether the system sustained it
 * @param remark the figures, or why not
 * @param figure what is compared between repetitions, such as p99 in ms; NaN if there is none
 */
public record Probe(int rate, boolean held, String remark, double figure) {}
