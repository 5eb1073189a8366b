/** One outcome of a run made again, and what is written of it. */
package io.gauntlet.pipelines.replay;
