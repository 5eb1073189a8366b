/** What a reviewer gets of a run and its verdict: one file, held against the outcomes. */
package io.gauntlet.pipelines.evidence;
