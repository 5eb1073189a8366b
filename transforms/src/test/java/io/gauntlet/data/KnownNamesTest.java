package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
  private static final List<String> ATTACKS = List.of("apgd", "fgsm", "pgd", "synonym-greedy");

  @Test
  void aSlipOfTheHandIsUnderstood() {
    assertEquals(Optional.of("fgsm"), KnownNames.closest("fgms", ATTACKS));
    assertEquals(Optional.of("fgsm"), KnownNames.closest("FGSM", ATTACKS));
    assertEquals(Optional.of("pgd"), KnownNames.closest("pdg", ATTACKS));
    assertEquals(Optional.of("synonym-greedy"), KnownNames.closest("synonim-gredy", ATTACKS));
  }

  @Test
  void anotherWordIsNot() {
    assertEquals(Optional.empty(), KnownNames.closest("cw", ATTACKS));
    assertEquals(Optional.empty(), KnownNames.closest("", ATTACKS));
    assertEquals(Optional.empty(), KnownNames.closest("synonym", ATTACKS));
  }

  @Test
  void whatThereIsIsListed() {
    assertEquals(
        "; did you mean 'pgd'? There are [fgsm, pgd]",
        KnownNames.instead("pgt", List.of("fgsm", "pgd")));
    assertEquals("; there are [fgsm]", KnownNames.instead("noise", List.of("fgsm")));
  }
}
