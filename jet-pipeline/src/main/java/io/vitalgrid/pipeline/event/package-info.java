/**
 * From a Kafka record to a domain event: the wire contract, and what is refused and why.
 *
 * <p>{@link io.vitalgrid.pipeline.event.EventParser} is pure; {@link
 * io.vitalgrid.pipeline.event.KafkaIngestP} is the Jet source around it.
 */
package io.vitalgrid.pipeline.event;
