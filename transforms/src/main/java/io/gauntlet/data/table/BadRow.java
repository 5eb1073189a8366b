package io.gauntlet.data.table;

/**
 * A row of a table that cannot be used.
 *
 * @param file the table, as errors name it
 * @param line of the file where the row starts, from 1
 * @param reason short code, the same for all rows with the same fault, such as bad-cells
 * @param detail one line with the remedy
 */
public record BadRow(String file, long line, String reason, String detail) {}
