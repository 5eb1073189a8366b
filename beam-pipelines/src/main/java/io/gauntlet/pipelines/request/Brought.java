package io.gauntlet.pipelines.request;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.data.words.LexiconTable;
import io.gauntlet.transforms.io.InputFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a user brings to the attacks.
 *
 * @param victims beside those that are trained
 * @param lexicon of terms that stand for each other in a report; the shipped one unless brought
 */
public record Brought(OwnVictims victims, Lexicon lexicon) {
  private static final String OPTION = "--lexicon: ";

  /**
   * The lexicon of a table, or the shipped one where no file is named.
   *
   * @param file a table as {@link LexiconTable} reads it; blank for none
   * @throws UsageException when there is no such file, it cannot be read, or it is no lexicon
   */
  public static Lexicon lexicon(String file) {
    if (file.isBlank()) {
      return Lexicon.shipped();
    }
    AtomicReference<Lexicon> lexicon = new AtomicReference<>();
    try {
      InputFiles.read(
          file,
          (stream, name) ->
              lexicon.set(LexiconTable.read(new TableFile(stream, name, TableEncoding.UTF_8))));
    } catch (FileNotFoundException e) {
      throw new UsageException(OPTION + "there is no file " + file, e);
    } catch (IOException | BadInputException e) {
      throw new UsageException(OPTION + e.getMessage(), e);
    }
    return lexicon.get();
  }
}
