/** The store of the runs that a gate holds candidates against. */
package io.gauntlet.transforms.release;
