package io.gauntlet.attack.spec;

import com.google.common.base.Splitter;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ImageAttackProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads attacks as users write them.
 *
 * <pre>
 * attack   = "none" | sequence | form
 * form     = name options "(" attack { "|" attack } ")"       alternating, worst-of, transfer
 * sequence = part [ "+" part ]                                pixels first
 * part     = name options
 * options  = { ":" name "=" value }
 * </pre>
 */
final class AttackParser {

  private final long maxQueries;

  /**
   * A reader.
   *
   * @param maxQueries most queries of an attack whose user does not bound them
   */
  AttackParser(long maxQueries) {
    if (maxQueries < 1) {
      throw new IllegalArgumentException("maxQueries is " + maxQueries + "; give at least 1");
    }
    this.maxQueries = maxQueries;
  }

  AttackSpec parse(String text) {
    if (text.equals(Sequence.NONE_NAME)) {
      return Sequence.NONE;
    }
    int open = text.indexOf('(');
    if (open < 0) {
      return sequence(text);
    }
    if (!text.endsWith(")")) {
      throw new IllegalArgumentException(text + ": ( without ) at the end");
    }
    return form(text.substring(0, open), text.substring(open + 1, text.length() - 1));
  }

  private AttackSpec form(String head, String inside) {
    String name = name(head);
    AttackDescription form =
        AttackProviders.forms().stream()
            .filter(description -> description.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' takes no attack in parentheses; there are %s"
                            .formatted(name, names(AttackProviders.forms()))));
    AttackOptions options = options(head, form.options());
    if (form.equals(WorstOf.DESCRIPTION)) {
      return new WorstOf(Splitter.on('|').splitToList(inside).stream().map(this::parse).toList());
    }
    Sequence sequence = sequence(inside);
    if (form.equals(Transfer.DESCRIPTION)) {
      if (sequence.image() == null || sequence.text() != null) {
        throw new IllegalArgumentException(inside + ": transfer shows pictures alone");
      }
      return new Transfer(options.name(Transfer.FROM), sequence.image());
    }
    if (sequence.image() == null || sequence.text() == null) {
      throw new IllegalArgumentException(
          inside + ": alternating needs an attack on pixels + one on words");
    }
    return new Alternating(sequence.image(), sequence.text(), options.count(Alternating.ROUNDS));
  }

  private Sequence sequence(String text) {
    AttackPart image = null;
    AttackPart words = null;
    for (String written : Splitter.on('+').split(text)) {
      AttackProvider provider = provider(name(written));
      AttackPart part = part(written, provider);
      if (provider instanceof ImageAttackProvider) {
        if (image != null || words != null) {
          throw new IllegalArgumentException(
              text + ": at most one attack on pixels, then at most one on words");
        }
        image = part;
        check(() -> AttackProviders.image(part));
      } else {
        if (words != null) {
          throw new IllegalArgumentException(text + ": at most one attack on words");
        }
        words = part;
        check(() -> AttackProviders.text(part));
      }
    }
    return new Sequence(image, words);
  }

  /** Its user may have written no bound at all. */
  private void check(Runnable make) {
    try {
      make.run();
    } catch (IllegalArgumentException e) {
      if (maxQueries == Long.MAX_VALUE) {
        throw e;
      }
      throw new IllegalArgumentException(
          e.getMessage() + "; every attack was given at most " + maxQueries + " queries", e);
    }
  }

  private static AttackProvider provider(String name) {
    return AttackProviders.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no attack is named '%s'; there are %s, and %s(...)"
                        .formatted(
                            name,
                            names(
                                AttackProviders.all().stream()
                                    .map(AttackProvider::description)
                                    .toList()),
                            String.join("(...), ", names(AttackProviders.forms())))));
  }

  private AttackPart part(String written, AttackProvider provider) {
    return new AttackPart(name(written), options(written, AttackProviders.options(provider)));
  }

  private static String name(String written) {
    return Splitter.on(':').splitToList(written).get(0);
  }

  private static List<String> names(List<AttackDescription> descriptions) {
    return descriptions.stream().map(AttackDescription::name).sorted().toList();
  }

  private AttackOptions options(String written, List<AttackOption> options) {
    Map<String, String> given = new LinkedHashMap<>();
    try {
      for (String option : Splitter.on(':').splitToList(written)) {
        List<String> pair = Splitter.on('=').limit(2).splitToList(option);
        if (option.equals(name(written))) {
          continue;
        }
        if (pair.size() != 2 || given.put(pair.get(0), pair.get(1)) != null) {
          throw new IllegalArgumentException(
              "write each option once, as name=value, not '" + option + "'");
        }
      }
      options.stream()
          .filter(AttackOption::boundsQueries)
          .filter(option -> !given.containsKey(option.name()))
          .filter(option -> standardLimit(option) > maxQueries)
          .forEach(option -> given.put(option.name(), Long.toString(maxQueries)));
      return AttackOptions.of(options, given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(written + ": " + e.getMessage(), e);
    }
  }

  /** Without a limit of its own, an attack's standard is 0. */
  private static double standardLimit(AttackOption maxQueries) {
    double standard = AttackOption.number(maxQueries.standard());
    return standard == 0 ? Long.MAX_VALUE : standard;
  }
}
