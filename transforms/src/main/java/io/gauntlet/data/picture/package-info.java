/**
 * Pictures as hospitals keep them, read into grey values: PNG, JPEG and DICOM, told apart by what
 * is in the file and never by its name. What is another format, or one of these in a form that is
 * not read, is refused by name and with the remedy; what is broken is refused, never guessed.
 */
package io.gauntlet.data.picture;
