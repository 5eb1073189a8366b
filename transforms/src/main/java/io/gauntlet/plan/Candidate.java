package io.gauntlet.plan;

/**
 * One attacked study of a cell.
 *
 * @param attack canonical attack that it comes from
 * @param pictures what the victim is shown
 * @param captions what the victim reads
 */
public record Candidate(String attack, Pictures pictures, Captions captions) {}
