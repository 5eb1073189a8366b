/** Victims that users bring are tried out on a few studies, before anything is trained. */
package io.gauntlet.transforms.probing;
