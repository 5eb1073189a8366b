/** Studies that are chosen of a cohort, for the gallery and for their reports. */
package io.gauntlet.transforms.attacking.chosen;
