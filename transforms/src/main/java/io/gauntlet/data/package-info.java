/** Cohorts as they come: tables, captions, pictures, and one that is made up. */
package io.gauntlet.data;
