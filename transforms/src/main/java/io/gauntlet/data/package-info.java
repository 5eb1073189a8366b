/**
 * What all other packages share: classes, modalities, pixels and operating points, text and JSON of
 * files, and errors with their remedies. Cohorts are read, and made up, in the packages beneath.
 */
package io.gauntlet.data;
