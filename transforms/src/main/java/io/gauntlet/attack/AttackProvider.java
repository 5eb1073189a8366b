package io.gauntlet.attack;

import java.util.SortedMap;

/**
 * An attack that can be asked for by name. Found by {@link java.util.ServiceLoader} under {@link
 * ImageAttackProvider} or {@link TextAttackProvider}: a jar on the class path adds one.
 */
public interface AttackProvider {

  /** The attack's name: lower case, words joined by hyphens. */
  String name();

  /** Options by name, with their defaults. */
  SortedMap<String, Double> defaults();
}
