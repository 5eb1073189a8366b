/**
 * Tables as spreadsheets and exports make them, read without a guess: what a file means is read,
 * refused with its line, or handed out as a bad row. Nothing of a table is kept but the row that is
 * read.
 */
package io.gauntlet.data.table;
