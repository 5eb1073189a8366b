/** What the command {@code gate} does with the runs that it is given. */
package io.gauntlet.pipelines.gate;
