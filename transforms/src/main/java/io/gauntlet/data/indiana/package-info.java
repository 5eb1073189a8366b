/** The layout of the Indiana University collection: two tables, and what their rows mean. */
package io.gauntlet.data.indiana;
