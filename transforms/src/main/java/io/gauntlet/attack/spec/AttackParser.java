package io.gauntlet.attack.spec;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.Modality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  private final AttackCatalogue catalogue;
  private final long maxQueries;

  /**
   * A parser of the attacks of a catalogue.
   *
   * @param maxQueries most queries of an attack whose user does not bound them
   */
  AttackParser(AttackCatalogue catalogue, long maxQueries) {
    OptionRange.atLeast("maxQueries", maxQueries, 1);
    this.catalogue = catalogue;
    this.maxQueries = maxQueries;
  }

  AttackSpec parse(String text) {
    if (text.equals(Clean.NAME)) {
      return AttackSpec.clean();
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
    AttackForm form =
        catalogue.forms().stream()
            .filter(known -> known.description().name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' takes no attack in parentheses%s"
                            .formatted(name, KnownNames.instead(name, formNames()))));
    AttackOptions options = options(head, form.description().options());
    return form.of(options, Splitter.on('|').splitToStream(inside).map(this::parse).toList());
  }

  private AttackSpec sequence(String text) {
    List<AttackPart> parts = Splitter.on('+').splitToStream(text).map(this::part).toList();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    if (parts.stream().filter(part -> part.modality() == Modality.TEXT).count() > 1) {
      throw new IllegalArgumentException(text + ": at most one attack on words");
    }
    if (parts.size() > 2
        || parts.get(0).modality() != Modality.IMAGE
        || parts.get(1).modality() != Modality.TEXT) {
      throw new IllegalArgumentException(
          text + ": at most one attack on pixels, then at most one on words");
    }
    return new Sequence(parts.get(0), parts.get(1));
  }

  private AttackPart part(String written) {
    AttackProvider<?> provider =
        catalogue
            .find(name(written))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no attack is named '%s'%s"
                            .formatted(name(written), KnownNames.instead(name(written), names()))));
    AttackOptions options = options(written, provider.description().options());
    try {
      return catalogue.part(provider, options);
    } catch (IllegalArgumentException e) {
      // The bound that the attack was given may be what is out of range, and its user never
      // wrote it.
      throw maxQueries == Long.MAX_VALUE
          ? e
          : new IllegalArgumentException(
              e.getMessage() + "; every attack was given at most " + maxQueries + " queries", e);
    }
  }

  private List<String> names() {
    Stream<String> parts = catalogue.all().stream().map(known -> known.description().name());
    return Stream.concat(parts, formNames().stream().map(form -> form + "(...)")).sorted().toList();
  }

  private List<String> formNames() {
    return catalogue.forms().stream().map(form -> form.description().name()).sorted().toList();
  }

  private static String name(String written) {
    return Iterables.get(Splitter.on(':').split(written), 0);
  }

  private AttackOptions options(String written, List<AttackOption> options) {
    Map<String, String> given = new LinkedHashMap<>();
    try {
      for (String option : Iterables.skip(Splitter.on(':').split(written), 1)) {
        List<String> pair = Splitter.on('=').limit(2).splitToList(option);
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
