package io.vitalgrid.grid.row;

/**
 * Somebody has seen an alert. Apart from the alert, which the grid may write again at any time.
 *
 * @param by who, or null
 * @param atMs epoch ms
 */
public record AcknowledgementRow(String by, long atMs) {}
