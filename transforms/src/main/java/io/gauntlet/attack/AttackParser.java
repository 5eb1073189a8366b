package io.gauntlet.attack;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads attacks as users write them. */
final class AttackParser {
  private AttackParser() {}

  static AttackSpec parse(String text) {
    return text.equals(Sequence.NONE_NAME) ? Sequence.NONE : sequence(text);
  }

  private static Sequence sequence(String text) {
    AttackPart image = null;
    AttackPart words = null;
    for (String written : Splitter.on('+').split(text)) {
      AttackProvider provider = provider(written);
      AttackPart part = part(written, provider);
      if (provider instanceof ImageAttackProvider) {
        if (image != null || words != null) {
          throw new IllegalArgumentException(
              text + ": at most one attack on pixels, then at most one on words");
        }
        image = part;
        AttackProviders.image(image);
      } else {
        if (words != null) {
          throw new IllegalArgumentException(text + ": at most one attack on words");
        }
        words = part;
        AttackProviders.text(words);
      }
    }
    return new Sequence(image, words);
  }

  private static AttackProvider provider(String written) {
    String name = Splitter.on(':').splitToList(written).get(0);
    return AttackProviders.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no attack is named '%s'; there are %s"
                        .formatted(
                            name,
                            AttackProviders.all().stream()
                                .map(provider -> provider.description().name())
                                .sorted()
                                .toList())));
  }

  private static AttackPart part(String written, AttackProvider provider) {
    List<String> pieces = Splitter.on(':').splitToList(written);
    try {
      return new AttackPart(
          pieces.get(0),
          AttackOptions.of(
              AttackProviders.options(provider), options(pieces.subList(1, pieces.size()))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(written + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> options(List<String> written) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : written) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(option);
      if (pair.size() != 2 || options.put(pair.get(0), pair.get(1)) != null) {
        throw new IllegalArgumentException(
            "write each option once, as name=value, not '" + option + "'");
      }
    }
    return options;
  }
}
