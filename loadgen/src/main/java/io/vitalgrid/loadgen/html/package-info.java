/** {@code vitalgrid report}: runs as one self-contained HTML page, drawn here as SVG. */
package io.vitalgrid.loadgen.html;
