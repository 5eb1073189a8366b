/** How options are read from a command line and described, whichever they are. */
package io.gauntlet.pipelines.cli;
