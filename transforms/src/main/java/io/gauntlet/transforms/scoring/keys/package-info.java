/** How the keys that outcomes are grouped by are written. */
package io.gauntlet.transforms.scoring.keys;
