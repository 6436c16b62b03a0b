/** What the peers keep in Redis: each patient's newest prediction, and profiles as features. */
package io.vitalgrid.benchmarks.peer.redis;
