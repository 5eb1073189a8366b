/** The few studies that people look at: what an attack did to their images and words. */
package io.gauntlet.report.gallery;
