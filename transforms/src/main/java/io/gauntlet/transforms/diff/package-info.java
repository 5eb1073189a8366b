/** Which studies changed sides between two runs, found in a pipeline. */
package io.gauntlet.transforms.diff;
