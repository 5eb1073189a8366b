package io.gauntlet.data.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class LexiconTest {

  @Test
  void theShippedOneHasHundredsOfGroupsWithTheirSources() {
    Lexicon shipped = Lexicon.shipped();
    assertTrue(shipped.groups().size() >= 300, shipped.toString());
    for (Lexicon.Group group : shipped.groups()) {
      assertFalse(group.source().isBlank(), group.toString());
    }
    assertTrue(shipped.partners("cardiomegaly").contains("enlarged cardiac silhouette"));
    assertTrue(shipped.partners("opacity").contains("density"));
    assertTrue(shipped.partners("pleural effusion").contains("pleural fluid"));
  }

  @Test
  void termsStandForEachOtherBothWaysAndInThePlural() throws IOException {
    Lexicon lexicon =
        read("terms,source\nMass | Nodular  Opacity,a test\nopacities|hazes,a test\n");
    assertEquals(ImmutableSet.of("nodular opacity"), lexicon.partners("mass"));
    assertEquals(ImmutableSet.of("nodular opacities"), lexicon.partners("masses"));
    assertEquals(ImmutableSet.of("masses"), lexicon.partners("nodular opacities"));
    assertEquals(ImmutableSet.of("hazes"), lexicon.partners("opacities"));
    assertEquals(ImmutableSet.of(), lexicon.partners("heart"));
    assertEquals(
        lexicon, read("source;terms\na test;mass|nodular opacity\na test;opacities|hazes\n"));
  }

  @Test
  void aWrongRowIsNamedWithItsRemedy() {
    assertEquals(
        "own.csv, line 3: 'heart' is one term; write those that stand for each other, parted by |",
        fault("terms,source\na|b,x\nheart,y\n"));
    assertEquals(
        "own.csv, line 2: 'heart||cor' has an empty term; write no two bars together",
        fault("terms,source\nheart||cor,y\n"));
    assertEquals("own.csv has no group of terms; write one a row", fault("terms,source\n"));
    assertTrue(fault("words\nheart|cor\n").contains("terms"));
  }

  private static String fault(String table) {
    return assertThrows(BadInputException.class, () -> read(table)).getMessage();
  }

  private static Lexicon read(String table) throws IOException {
    return LexiconTable.read(
        new TableFile(
            new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)),
            "own.csv",
            TableEncoding.UTF_8));
  }

  /** Every word of every caption asks whether a lexicon is the shipped one. */
  @Test
  void theShippedLexiconIsOneInAProcessHoweverItWasSent() {
    Lexicon own = Lexicon.of(Lexicon.shipped().groups().subList(0, 2));

    assertSame(Lexicon.shipped(), SerializableUtils.clone(Lexicon.shipped()));
    assertEquals(own, SerializableUtils.clone(own));
  }
}
