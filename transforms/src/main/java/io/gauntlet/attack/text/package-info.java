/**
 * Attacks on the words of reports, each made of a {@link
 * io.gauntlet.attack.text.words.Transformation}, a {@link io.gauntlet.attack.text.words.Constraint}
 * and a search, as TextAttack does (Morris et al. 2020).
 */
package io.gauntlet.attack.text;
