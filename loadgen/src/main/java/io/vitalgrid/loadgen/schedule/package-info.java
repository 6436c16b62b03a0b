/** When each event is meant to be sent, and waiting for it. Nothing here knows what is sent. */
package io.vitalgrid.loadgen.schedule;
