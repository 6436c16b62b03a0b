/** What moved a risk: how much each feature contributed, compared with other patients. */
package io.vitalgrid.pipeline.score.explain;
