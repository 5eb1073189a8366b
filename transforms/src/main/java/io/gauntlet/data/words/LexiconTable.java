package io.gauntlet.data.words;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Quoted;
import io.gauntlet.data.table.Table;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRow;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.data.words.Lexicon.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A lexicon as a table, which a clinician can read and edit: the column {@code terms} has what
 * stands for each other, parted by vertical bars, and {@code source} says where that is known from.
 *
 * <pre>{@code
 * terms,source
 * cardiomegaly|enlarged heart,MeSH entry terms
 * }</pre>
 *
 * <p>A row that is wrong ends the reading: with a group less, attacks would find other captions.
 */
public final class LexiconTable {
  private static final String TERMS = "terms";
  private static final String SOURCE = "source";
  private static final Splitter BARS = Splitter.on('|').trimResults();

  private LexiconTable() {}

  /**
   * Reads a table.
   *
   * @throws BadInputException when it is no such table, or a row has fewer than two terms; names
   *     file and line
   */
  public static Lexicon read(TableFile file) throws IOException {
    List<Group> groups = new ArrayList<>();
    Table.open(file, List.of(TERMS, SOURCE))
        .read(TableRows.parsed(LexiconTable::group, TableRows.all(groups::add)));
    if (groups.isEmpty()) {
      throw new BadInputException(
          "empty-lexicon", file.name() + " has no group of terms; write one a row");
    }
    return Lexicon.of(groups);
  }

  private static Group group(TableRow row) {
    String cell = row.cell(TERMS);
    ImmutableList<String> terms =
        BARS.splitToStream(cell)
            .map(term -> Ascii.toLowerCase(CharMatcher.whitespace().collapseFrom(term, ' ')))
            .collect(ImmutableList.toImmutableList());
    if (terms.contains("")) {
      throw new BadInputException(
          "empty-term",
          "'%s' has an empty term; write no two bars together".formatted(Quoted.of(cell)));
    }
    ImmutableList<String> distinct =
        terms.stream().distinct().collect(ImmutableList.toImmutableList());
    if (distinct.size() < 2) {
      throw new BadInputException(
          "one-term",
          "'%s' is one term; write those that stand for each other, parted by |"
              .formatted(Quoted.of(cell)));
    }
    return new Group(distinct, row.cell(SOURCE));
  }
}
