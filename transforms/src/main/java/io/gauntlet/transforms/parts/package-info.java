/** Parts of a run's outcomes in a graph: read once they are written, and put into a manifest. */
package io.gauntlet.transforms.parts;
