package io.gauntlet.attack.text.words;

/**
 * Keeps short words as they are.
 *
 * @param least letters of a word that may change
 */
public record WordLength(int least) implements Constraint {

  @Override
  public boolean allows(Words words, int i) {
    return words.get(i).length() >= least;
  }
}
