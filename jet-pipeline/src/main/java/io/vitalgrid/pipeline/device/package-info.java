/**
 * What is wrong with bedside devices: plain Java, but for {@code DeviceP}. A lane watches the
 * devices of its own patients, so that devices of one patient can be compared.
 */
package io.vitalgrid.pipeline.device;
