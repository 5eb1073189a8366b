package io.gauntlet.pipelines.request;

import java.util.Optional;

/**
 * The report that is made again.
 *
 * @param output folder of the run
 * @param scoring how its outcomes are scored
 * @param history folder of the nights that trends are drawn of; empty for no trends
 * @param post server that gets the figures; empty for none
 */
public record ReportRequest(
    String output, ScoringRequest scoring, Optional<String> history, Optional<PostRequest> post) {}
