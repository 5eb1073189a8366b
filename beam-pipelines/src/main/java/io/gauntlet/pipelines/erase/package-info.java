/** One study taken out of runs, on the wish of its patient or of a court. */
package io.gauntlet.pipelines.erase;
