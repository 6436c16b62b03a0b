/** A compact binary form for state: small numbers take few bytes. Plain Java. */
package io.vitalgrid.pipeline.pack;
