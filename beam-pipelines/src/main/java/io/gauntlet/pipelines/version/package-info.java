/** The versions of what a run is made with. */
package io.gauntlet.pipelines.version;
