/** What a member counts and measures about its own work, and how Prometheus sees it. */
package io.vitalgrid.pipeline.metrics;
