/** DICOM files: their elements, the cells of their frame, and how bright each is shown. */
package io.gauntlet.data.picture.dicom;
