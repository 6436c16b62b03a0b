/**
 * When people are told: from predictions to few, explained alerts. Plain Java but for the processor
 * and its neighbours.
 */
package io.vitalgrid.pipeline.alert;
