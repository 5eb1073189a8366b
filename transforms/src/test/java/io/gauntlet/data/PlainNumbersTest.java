package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNumbersTest {

  /** Java reads nearly all of these, and means by some what nobody wrote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x1p-3",
        "0.5f",
        "1d",
        "1_000",
        "1,5",
        "٣",
        "३",
        "1e999",
        "-1e999",
        "1e",
        ".",
        "+",
        "--1",
        "1/2"
      })
  void whatIsNoNumberIsNone(String text) {
    assertEquals(OptionalDouble.empty(), PlainNumbers.real(text));
  }

  @Test
  void numbersAreRead() {
    assertEquals(OptionalDouble.of(0.03), PlainNumbers.real("0.03"));
    assertEquals(OptionalDouble.of(-0.5), PlainNumbers.real("-.5"));
    assertEquals(OptionalDouble.of(1e-4), PlainNumbers.real("1E-4"));
    assertEquals(OptionalLong.of(-7), PlainNumbers.whole("-7", -10, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "-1", "99999999999999999999", "1.0", "1e1", "٣", "0x3", ""})
  void wholeNumbersAreInTheirRange(String text) {
    assertEquals(OptionalLong.empty(), PlainNumbers.whole(text, 0, 10));
  }

  @Test
  void aNumberThatIsTooLargeIsStillOne() {
    assertTrue(PlainNumbers.isWhole("99999999999999999999"));
    assertTrue(PlainNumbers.isReal("1e999"));
  }
}
