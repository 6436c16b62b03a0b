/**
 * A Kafka broker (KRaft, one node) for trying things out and for tests: in this JVM ({@link
 * io.vitalgrid.broker.EmbeddedBroker}) or in a process of its own ({@link
 * io.vitalgrid.broker.BrokerCommand}).
 */
package io.vitalgrid.broker;
