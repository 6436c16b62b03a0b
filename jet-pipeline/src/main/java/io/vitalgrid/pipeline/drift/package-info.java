/**
 * Whether what a model is given is still like what it learned from: population stability indices.
 * Plain Java.
 */
package io.vitalgrid.pipeline.drift;
