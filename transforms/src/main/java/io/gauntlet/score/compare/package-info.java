/** The victims of one run held against each other, under each attack: who can be told apart. */
package io.gauntlet.score.compare;
