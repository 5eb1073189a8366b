/** What words belong in reports: those of a cohort, and a lexicon of interchangeable terms. */
package io.gauntlet.data.words;
