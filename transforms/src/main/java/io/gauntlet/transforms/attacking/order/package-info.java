/** In which order a plan of attack is done, and what of it may be left out for a deadline. */
package io.gauntlet.transforms.attacking.order;
