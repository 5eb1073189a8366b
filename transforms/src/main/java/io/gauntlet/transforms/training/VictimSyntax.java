package io.gauntlet.transforms.training;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.TrainingAttacks;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.Modality;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.RecipeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Victims as users describe them, separated by commas: {@code NAME=KIND:KEY=VALUE:KEY=VALUE}, as in
 * {@code image-a=image:model=tiny,image-b=image:model=small,text,late=late-fusion:image=image-b}.
 *
 * <p>A victim without a name has that of its kind. The keys of a classifier of one modality are
 * {@code model} and {@code weights}, those of a fusion the modalities, with the name of the victim
 * that it fuses (needed where several see that modality), and those of everything that is trained
 * are the {@link RecipeKey}s. In the name of a file, a comma and the colon of {@code :KEY=} are
 * written with a backslash before them.
 */
public final class VictimSyntax {
  /** A comma, and not one of a path, which has a backslash before it. */
  private static final Splitter VICTIMS = Splitter.on(Pattern.compile("(?<!\\\\),")).trimResults();

  /** A colon before a key, and neither that of a URI nor one with a backslash before it. */
  private static final Splitter PARTS = Splitter.on(Pattern.compile("(?<!\\\\):(?=[A-Za-z]+=)"));

  private static final Pattern ESCAPED = Pattern.compile("\\\\([,:])");

  private static final String MODEL = "model";
  private static final String WEIGHTS = "weights";

  private static final Set<VictimKind> SEEING = Set.of(VictimKind.IMAGE, VictimKind.EARLY);
  private static final Set<VictimKind> READING = Set.of(VictimKind.TEXT, VictimKind.EARLY);

  private final VictimDefaults defaults;

  private VictimSyntax(VictimDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads victims.
   *
   * @throws IllegalArgumentException when a victim, a key or a value is wrong; the message names it
   *     and says what would be right
   */
  public static VictimList parse(String text, VictimDefaults defaults) {
    VictimSyntax syntax = new VictimSyntax(defaults);
    List<Described> described =
        VICTIMS.omitEmptyStrings().splitToStream(text).map(VictimSyntax::described).toList();
    if (described.isEmpty()) {
      throw new IllegalArgumentException(
          "no victim is described; give at least one, such as image");
    }
    return new VictimList(
        described.stream()
            .map(victim -> new TrainableVictim(victim.name(), syntax.design(victim, described)))
            .toList());
  }

  /** All the victims of the paper that see nothing but these modalities. */
  public static VictimList all(Set<Modality> modalities, VictimDefaults defaults) {
    return parse(
        Arrays.stream(VictimKind.values())
            .filter(kind -> modalities.containsAll(kind.modalities()))
            .map(VictimKind::toString)
            .collect(Collectors.joining(",")),
        defaults);
  }

  /** A victim's description in its parts. */
  private record Described(String name, VictimKind kind, Map<String, String> values) {

    IllegalArgumentException wrong(String message) {
      return new IllegalArgumentException(name + ": " + message);
    }

    /** Refuses keys that the kind does not have. */
    void checkKeys(Stream<String> known) {
      Set<String> allowed = new TreeSet<>(known.toList());
      values.keySet().stream()
          .filter(key -> !allowed.contains(key))
          .findFirst()
          .ifPresent(
              key -> {
                throw wrong(kind + " has no key '" + key + "'" + KnownNames.instead(key, allowed));
              });
    }
  }

  private static Described described(String text) {
    List<String> parts = PARTS.splitToList(text);
    String head = parts.get(0);
    int equals = head.indexOf('=');
    String name = equals < 0 ? head : head.substring(0, equals);
    VictimKind kind;
    try {
      kind = VictimKind.named(head.substring(equals + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s': %s".formatted(text, e.getMessage()), e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(part);
      if (values.put(pair.get(0), unescaped(pair.get(1))) != null) {
        throw new IllegalArgumentException(
            "%s: the key '%s' is there twice; give it once".formatted(name, pair.get(0)));
      }
    }
    return new Described(name, kind, values);
  }

  private static String unescaped(String value) {
    return ESCAPED.matcher(value).replaceAll("$1");
  }

  /**
   * The same victims with other names of their weights' files.
   *
   * @param path of a file as it is to be named, by what a user wrote
   */
  public static String withWeights(String text, UnaryOperator<String> path) {
    return VICTIMS
        .splitToStream(text)
        .map(victim -> PARTS.splitToStream(victim).map(part -> withPath(part, path)))
        .map(parts -> parts.collect(Collectors.joining(":")))
        .collect(Collectors.joining(","));
  }

  private static String withPath(String part, UnaryOperator<String> path) {
    return part.startsWith(WEIGHTS + "=")
        ? WEIGHTS
            + "="
            + path.apply(unescaped(part.substring(WEIGHTS.length() + 1)))
                .replaceAll(",|:(?=[A-Za-z]+=)", "\\\\$0")
        : part;
  }

  private Design design(Described victim, List<Described> all) {
    return switch (victim.kind()) {
      case IMAGE ->
          new ImageDesign(
              encoder(victim, Modality.IMAGE), defaults.imageSize(), recipe(victim, networkKeys()));
      case TEXT -> new TextDesign(encoder(victim, Modality.TEXT), recipe(victim, networkKeys()));
      case EARLY -> new EarlyFusionDesign(parents(victim, all), recipe(victim, parentKeys()));
      case LATE -> new LateFusionDesign(parents(victim, all), recipe(victim, parentKeys()));
      case ENSEMBLE -> {
        victim.checkKeys(parentKeys().stream());
        yield new EnsembleDesign(parents(victim, all));
      }
    };
  }

  private static Set<String> networkKeys() {
    return Set.of(MODEL, WEIGHTS);
  }

  private static Set<String> parentKeys() {
    return Arrays.stream(Modality.values()).map(Modality::label).collect(Collectors.toSet());
  }

  /** The kind's recipe, and what of it the description changes. */
  private Recipe recipe(Described victim, Set<String> otherKeys) {
    victim.checkKeys(Stream.concat(otherKeys.stream(), RecipeKey.names().stream()));
    Map<String, String> values = new LinkedHashMap<>(victim.values());
    values.keySet().removeAll(otherKeys);
    Recipe recipe;
    try {
      recipe = RecipeKey.apply(defaults.recipe(victim.kind()), values, key -> key);
    } catch (IllegalArgumentException e) {
      throw victim.wrong(e.getMessage());
    }
    checkDefence(victim, recipe.defence());
    return recipe;
  }

  private static void checkDefence(Described victim, Defence defence) {
    if (defence.hasPixels() && !SEEING.contains(victim.kind())) {
      throw victim.wrong(
          "defence=%s learns from attacked images, and no network over images is trained in %s; give it to a victim of image or early-fusion"
              .formatted(defence.kind(), victim.kind()));
    }
    if (!defence.words().isActive()) {
      return;
    }
    if (!READING.contains(victim.kind())) {
      throw victim.wrong(
          "words=%s learns from attacked captions, and no network over words is trained in %s; give it to a victim of text or early-fusion"
              .formatted(defence.words().attack(), victim.kind()));
    }
    try {
      new TrainingAttacks(AttackCatalogue.load()).part(defence.words());
    } catch (IllegalArgumentException e) {
      throw victim.wrong(e.getMessage());
    }
  }

  private EncoderChoice encoder(Described victim, Modality modality) {
    Map<String, String> values = victim.values();
    EncoderChoice usual = defaults.encoder(modality);
    if (!values.containsKey(MODEL) && !values.containsKey(WEIGHTS)) {
      return usual;
    }
    try {
      // The weights of the usual network do not fit another one.
      return new EncoderChoice(
          modality, values.getOrDefault(MODEL, usual.model()), values.get(WEIGHTS));
    } catch (IllegalArgumentException e) {
      throw victim.wrong(MODEL + ": " + e.getMessage());
    }
  }

  /** The fused victims: those that are named, and elsewhere the only one of a modality. */
  private static ImmutableSortedMap<Modality, String> parents(
      Described fusion, List<Described> all) {
    ImmutableSortedMap.Builder<Modality, String> parents = ImmutableSortedMap.naturalOrder();
    for (Modality modality : Modality.values()) {
      List<String> candidates = new ArrayList<>();
      for (Described victim : all) {
        if (victim.kind().modalities().equals(Set.of(modality))) {
          candidates.add(victim.name());
        }
      }
      Optional<String> named = Optional.ofNullable(fusion.values().get(modality.label()));
      if (named.isEmpty() && candidates.size() != 1) {
        throw fusion.wrong(
            candidates.isEmpty()
                ? "there is no %s victim to fuse; describe one, such as %s"
                    .formatted(modality.label(), modality.label())
                : "several victims see the %s; name one of them, such as %s=%s"
                    .formatted(modality.label(), modality.label(), candidates.get(0)));
      }
      parents.put(modality, named.orElseGet(() -> candidates.get(0)));
    }
    return parents.build();
  }
}
