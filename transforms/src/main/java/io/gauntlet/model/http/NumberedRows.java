package io.gauntlet.model.http;

import java.util.List;

/**
 * An answer.
 *
 * @param rows of numbers, one a study
 * @param model which model gave it, in the server's words; empty where it does not say
 */
record NumberedRows(List<float[]> rows, String model) {}
