package io.gauntlet.records;

import com.google.common.base.Splitter;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.NamedValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical text of an attack taken apart, such as {@code
 * pgd:epsilon=0.03:steps=10+half-sentence-deletion:fraction=0.5}, whether or not the attacks that
 * it names are on the class path. Records that tell nothing but the text are read with this, and
 * nothing else is.
 *
 * @param form {@code none}, {@code single}, {@code sequence}, the name of a form that is written
 *     around other attacks, or {@code other} for a text that is none of these
 * @param parts the named attacks in the order of the text, with their options as spelled
 */
record AttackText(String form, List<AttackPartFields> parts) {
  private static final String NONE = "none";
  private static final String SINGLE = "single";
  private static final String SEQUENCE = "sequence";
  private static final String OTHER = "other";
  private static final List<String> FORMS = List.of("alternating", "transfer", "worst-of");

  /** Takes a text apart; any text is taken. */
  static AttackText parse(String text) {
    if (text.equals(NONE)) {
      return new AttackText(NONE, List.of());
    }
    int open = text.indexOf('(');
    if (open < 0) {
      List<AttackPartFields> parts = parts(text);
      return new AttackText(parts.size() == 1 ? SINGLE : SEQUENCE, parts);
    }
    String form = Splitter.on(':').splitToList(text.substring(0, open)).get(0);
    if (!FORMS.contains(form) || !text.endsWith(")")) {
      return new AttackText(OTHER, List.of());
    }
    List<AttackPartFields> parts = new ArrayList<>();
    Splitter.on('|')
        .split(text.substring(open + 1, text.length() - 1))
        .forEach(member -> parts.addAll(parse(member).parts()));
    return new AttackText(form, parts.stream().distinct().toList());
  }

  private static List<AttackPartFields> parts(String text) {
    return Splitter.on('+').splitToStream(text).map(AttackText::part).toList();
  }

  /** What has no value belongs to the name. */
  private static AttackPartFields part(String text) {
    List<String> pieces = Splitter.on(':').splitToList(text);
    StringBuilder name = new StringBuilder(pieces.get(0));
    List<NamedValue> options = new ArrayList<>();
    for (String piece : pieces.subList(1, pieces.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(piece);
      if (pair.size() == 2) {
        options.add(new NamedValue(pair.get(0), pair.get(1)));
      } else {
        name.append(':').append(piece);
      }
    }
    return AttackPartFields.newBuilder()
        .setName(name.toString())
        .setText(text)
        .setOptions(options)
        .build();
  }
}
