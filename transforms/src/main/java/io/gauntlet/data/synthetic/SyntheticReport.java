package io.gauntlet.data.synthetic;

/**
 * The four sections of a synthetic report. A section may be empty.
 *
 * @param indication why the images were taken
 * @param comparison which earlier images were at hand
 * @param findings what is seen
 * @param impression what it means
 */
record SyntheticReport(String indication, String comparison, String findings, String impression) {}
