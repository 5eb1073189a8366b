/** Reads cohorts of any columns: a table of one row a study, or several that are joined. */
package io.gauntlet.transforms.cohort.manifest;
