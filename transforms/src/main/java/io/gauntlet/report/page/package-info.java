/** Pages that need no network and run no script, made of the templates beside it. */
package io.gauntlet.report.page;
