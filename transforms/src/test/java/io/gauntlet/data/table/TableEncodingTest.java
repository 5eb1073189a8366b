package io.gauntlet.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableEncodingTest {

  @Test
  void aliasesAreTheSameEncoding() {
    assertEquals(TableEncoding.UTF_8, TableEncoding.named("utf8"));
    assertEquals("windows-1252", TableEncoding.named("cp1252").name());
  }

  @ParameterizedTest
  @CsvSource({
    "latin-one, there is no encoding 'latin-one'; give",
    "'', there is no encoding ''; give",
    "UTF-16, UTF-16 does not say which byte comes first; give UTF-16LE or UTF-16BE",
    "x-JISAutoDetect, x-JISAutoDetect guesses; name one encoding",
  })
  void whatWouldHaveToBeGuessedIsRefused(String name, String message) {
    String found =
        assertThrows(IllegalArgumentException.class, () -> TableEncoding.named(name)).getMessage();
    assertEquals(message, found.substring(0, Math.min(message.length(), found.length())));
  }
}
