/** Cohorts as they come: tables, captions, images, and one that is made up. */
package io.gauntlet.data;
