package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectsTest {

  private static String refused(byte[] contents) {
    String message =
        assertThrows(IOException.class, () -> JsonObjects.read(contents, "a.json")).getMessage();
    assertTrue(message.startsWith("a.json is not "), message);
    assertFalse(message.contains("\n"), message);
    return message;
  }

  @Test
  void anObjectIsRead() throws IOException {
    byte[] contents = "{\"café\": 1}".getBytes(StandardCharsets.UTF_8);
    assertEquals(1, JsonObjects.read(contents, "a.json").path("café").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a': 1, 'a': 2} | Duplicate field 'a'",
        "{'a': 1} {} | not JSON",
        "{'a': | not JSON",
        "[1] | not a JSON object",
        "null | not a JSON object",
      })
  void whatIsNoObjectIsRefused(String json, String found) {
    String message = refused(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertTrue(message.contains(found), message);
  }

  /** Found by the fuzz suite: a first byte of 0x80 and zeros made the parser read UTF-32. */
  @Test
  void bytesOfAnotherEncodingAreNamed() {
    byte[] contents = "{\"do_lower_case\": true}".getBytes(StandardCharsets.UTF_8);
    contents[0] = (byte) 0x80;
    contents[1] = 0;
    contents[2] = 0;
    contents[3] = 0;
    assertEquals("a.json is not JSON: it is no UTF-8; fetch it again", refused(contents));
    refused("{}".getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void whatIsQuotedOfTheFileIsShort() {
    String key = "k".repeat(5_000);
    assertTrue(
        refused(("{\"" + key + "\": 1, \"" + key + "\": 2}").getBytes(StandardCharsets.UTF_8))
                .length()
            < 200);
    assertEquals("[0, 1, 2]", Quoted.of(IntStream.range(0, 3).mapToObj(String::valueOf).toList()));
    assertTrue(
        Quoted.of(IntStream.range(0, 100).mapToObj(String::valueOf).toList())
            .endsWith("19 and 80 more]"));
  }
}
