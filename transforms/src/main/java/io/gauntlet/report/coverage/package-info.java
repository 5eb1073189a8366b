/** What of the taxonomies of attacks, and of what a law asks for, a run has tried. */
package io.gauntlet.report.coverage;
