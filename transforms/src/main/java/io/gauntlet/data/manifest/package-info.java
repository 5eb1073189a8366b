/**
 * Cohorts of any columns: what the columns of their tables are, and the study that the rows of a
 * uid make. Knows nothing of pipelines.
 */
package io.gauntlet.data.manifest;
