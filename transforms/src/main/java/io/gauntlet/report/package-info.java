/** From the scorecard to what people read: the paper's tables, charts, text, Markdown and HTML. */
package io.gauntlet.report;
