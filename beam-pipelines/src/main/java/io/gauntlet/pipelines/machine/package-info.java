/** The machine under a run: what it must have, and where its native libraries go. */
package io.gauntlet.pipelines.machine;
