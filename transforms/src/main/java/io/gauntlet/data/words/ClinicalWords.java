package io.gauntlet.data.words;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import io.gauntlet.data.table.Table;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The words that say what is found in a chest, and where, on which side, how severe, how sure,
 * since when and how often. A general dictionary knows too little of them to name their synonyms:
 * for it, a volume is a mass, the left lung the remaining one, and prior anterior.
 *
 * <p>They are a table beside this class, with the columns {@code kind} and {@code words}, which a
 * clinician can read and edit.
 */
public final class ClinicalWords {
  private static final String FILE = "clinical-words.csv";
  private static final Splitter BARS = Splitter.on('|').trimResults().omitEmptyStrings();

  private ClinicalWords() {}

  /**
   * Whether a word is one of them.
   *
   * @param word in lower case
   */
  public static boolean contains(String word) {
    return Shipped.WORDS.contains(word);
  }

  /** The process's one copy. */
  private static final class Shipped {
    static final ImmutableSet<String> WORDS = read();

    private static ImmutableSet<String> read() {
      ImmutableSet.Builder<String> words = ImmutableSet.builder();
      try (InputStream stream = Resources.getResource(ClinicalWords.class, FILE).openStream()) {
        Table.open(new TableFile(stream, FILE, TableEncoding.UTF_8), List.of("kind", "words"))
            .read(TableRows.all(row -> words.addAll(BARS.split(row.cell("words")))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return words.build();
    }
  }
}
