package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a file is in a message. */
class QuotedTest {

  @Test
  void namesAreShown() {
    assertEquals("[uid, MeSH]", Quoted.names(List.of("uid", "MeSH")));
  }

  /** As of the first row of a table without a header. */
  @Test
  void whatMayBeAReportIsNot() {
    assertEquals(
        "3 that are not shown, for one is too long for a name and may be a report",
        Quoted.names(
            List.of(
                "7",
                "normal",
                "the heart is normal in size and the lungs are clear of any consolidation")));
  }
}
