package io.gauntlet.pipelines.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class FigureNameTest {
  /** MLflow's own rule, less the letters of other alphabets that Python counts as such. */
  private static final Pattern ALLOWED = Pattern.compile("[/A-Za-z0-9_.\\- :]*");

  /** Any text, and often what is nearly an escape or a folder. */
  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().excludeChars('\uFFFF').filter(FigureNameTest::isUnicode),
        Arbitraries.strings().withChars("_-./ :=+(|),3Dé").ofMaxLength(12),
        Arbitraries.of("", ".", "..", "_", "_-", "_2E", "/", "pgd:epsilon=0.03+pwws", "_:"));
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  @Property
  void everyNameIsReadAgain(@ForAll @Size(min = 1, max = 4) List<@From("parts") String> parts) {
    FigureName name = new FigureName(ImmutableList.copyOf(parts), "attack_success_rate");
    assertEquals(name, FigureName.parse(name.whole()));
  }

  @Property
  void everyKeyIsAllowed(@ForAll @Size(min = 1, max = 4) List<@From("parts") String> parts) {
    String key = new FigureName(ImmutableList.copyOf(parts), "drop").key();
    assertTrue(ALLOWED.matcher(key).matches(), key);
    assertTrue(key.length() <= FigureName.LONGEST, key);
    // MLflow refuses what a file system would take for another path.
    assertEquals(key, Path.of(key).normalize().toString());
    assertFalse(key.startsWith("/"), key);
  }

  @Property
  void otherNamesHaveOtherKeys(@ForAll("parts") String one, @ForAll("parts") String other) {
    if (!one.equals(other)) {
      assertNotEquals(FigureName.of("drop", one).key(), FigureName.of("drop", other).key());
    }
  }

  @Example
  void namesCanBeReadByPeople() {
    assertEquals(
        "cell/late-fusion/pgd:epsilon_3D0.03_2Bpwws/f1",
        FigureName.of("f1", "cell", "late-fusion", "pgd:epsilon=0.03+pwws").key());
  }

  @Example
  void longNamesAreCutAndToldApart() {
    String attack = "worst-of(" + "pgd:epsilon=0.03|".repeat(40) + "pwws)";
    FigureName one = FigureName.of("f1", "cell", "image", attack);
    FigureName other = FigureName.of("f1", "cell", "image", attack + "+fgsm");
    assertTrue(one.isCut());
    assertTrue(one.key().length() <= 250, one.key());
    assertTrue(one.key().endsWith("_:" + one.digest() + "/f1"), one.key());
    assertNotEquals(one.key(), other.key());
    assertEquals(one, FigureName.parse(one.whole()));
    // Wherever the cut falls, no half of an escape is left.
    for (int length = 0; length < 8; length++) {
      String key = FigureName.of("f1", "a".repeat(length), attack.replace("pgd", "=/=")).key();
      assertFalse(key.matches(".*_[0-9A-F]?_:.*"), key);
    }
  }

  @Example
  void whatIsNoKeyIsNotRead() {
    assertThrows(IllegalArgumentException.class, () -> FigureName.parse("half_3/f1"));
    assertThrows(IllegalArgumentException.class, () -> FigureName.parse("no_zz/f1"));
    assertThrows(IllegalArgumentException.class, () -> FigureName.parse("f1"));
    assertThrows(IllegalArgumentException.class, () -> FigureName.of("A=b", "cell"));
  }
}
