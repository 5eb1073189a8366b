/** Charts as images that sit in a page: drawn by JFreeChart, coloured by the page's style sheet. */
package io.gauntlet.report.chart;
