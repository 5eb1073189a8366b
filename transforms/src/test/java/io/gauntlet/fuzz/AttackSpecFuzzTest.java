package io.gauntlet.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("long")
class AttackSpecFuzzTest {
  private static final AttackCatalogue CATALOGUE = AttackCatalogue.load();
  private static final String[] WORDS = {
    "fgsm",
    "pgd",
    "pwws",
    "worst-of",
    "alternating",
    "transfer",
    "epsilon",
    "steps",
    "fraction",
    "norm",
    "from",
    ":",
    "=",
    "(",
    ")",
    "+",
    "|",
    ",",
    "8/255",
    "1/0",
    "-1",
    "1e999",
    "NaN",
    "99999999999",
    "l2",
    "none",
    "paper",
    "٣"
  };

  @Provide
  Arbitrary<String> mutated() {
    List<byte[]> specs =
        Stream.of(
                "fgsm:epsilon=8/255",
                "pgd:epsilon=0.03:steps=10:norm=l2",
                "alternating(pgd+pwws)",
                "worst-of(fgsm|pwws|pgd+pwws)",
                "transfer:from=image(pgd:epsilon=0.03)",
                "synonym-greedy:fraction=0.4")
            .map(spec -> spec.getBytes(StandardCharsets.UTF_8))
            .toList();
    return Arbitraries.oneOf(
        Mutation.of(specs, WORDS).map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
        Arbitraries.of(WORDS).list().ofMaxSize(12).map(words -> String.join("", words)));
  }

  @Property(tries = Fuzz.TRIES)
  void aSpecIsParsedOrRefused(@ForAll("mutated") String text) {
    Fuzz.option(
        () -> {
          AttackSpec spec = CATALOGUE.parse(text);
          assertEquals(spec, CATALOGUE.parse(spec.toString()), text);
          AttackGrid.of(List.of(text), List.of());
        });
  }
}
