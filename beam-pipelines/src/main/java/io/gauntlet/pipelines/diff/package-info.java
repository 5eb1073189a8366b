/** The studies that changed sides between two runs, and the page of them. */
package io.gauntlet.pipelines.diff;
