package io.gauntlet.attack.spec;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.image.ImageAttacks;
import io.gauntlet.attack.text.TextAttacks;
import io.gauntlet.data.Quoted;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/**
 * The attacks that can be asked for by name: the built-in ones of {@link ImageAttacks} and {@link
 * TextAttacks}, and those that jars add as services. Immutable.
 *
 * <p>It is a value of a class loader and is never sent anywhere: an {@link AttackSpec} travels by
 * name, and a worker makes the catalogue again with the class loader that it has, in which staged
 * jars are.
 */
public final class AttackCatalogue {
  /** Each form in parentheses is read by a call of its own, and a stack has an end. */
  private static final int LONGEST = 4_000;

  private final ImmutableSortedMap<String, ImageAttackProvider> images;
  private final ImmutableSortedMap<String, TextAttackProvider> texts;

  private AttackCatalogue(
      ImmutableSortedMap<String, ImageAttackProvider> images,
      ImmutableSortedMap<String, TextAttackProvider> texts) {
    this.images = images;
    this.texts = texts;
  }

  /** The attacks of the context class loader. */
  public static AttackCatalogue load() {
    return of(Thread.currentThread().getContextClassLoader());
  }

  /**
   * The built-in attacks and those whose services a class loader finds.
   *
   * @throws IllegalStateException when two attacks have one name
   */
  public static AttackCatalogue of(ClassLoader loader) {
    Iterable<ImageAttackProvider> images =
        Iterables.concat(ImageAttacks.all(), ServiceLoader.load(ImageAttackProvider.class, loader));
    Iterable<TextAttackProvider> texts =
        Iterables.concat(TextAttacks.all(), ServiceLoader.load(TextAttackProvider.class, loader));
    Set<String> names = new HashSet<>();
    return new AttackCatalogue(
        byName(Iterables.transform(images, each -> TargetOption.of(new ViewsOption(each))), names),
        byName(Iterables.transform(texts, TargetOption::of), names));
  }

  private static <P extends AttackProvider<?>> ImmutableSortedMap<String, P> byName(
      Iterable<? extends P> providers, Set<String> names) {
    Map<String, P> byName = new TreeMap<>();
    for (P provider : providers) {
      String name = provider.description().name();
      if (!names.add(name)) {
        throw new IllegalStateException(
            "two attacks are named '" + name + "'; take one jar off the class path");
      }
      byName.put(name, provider);
    }
    return ImmutableSortedMap.copyOf(byName);
  }

  /** The attacks on pixels, by name. */
  public ImmutableList<ImageAttackProvider> images() {
    return images.values().asList();
  }

  /** The attacks on words, by name. */
  public ImmutableList<TextAttackProvider> texts() {
    return texts.values().asList();
  }

  /** All of them: those on pixels, then those on words, each sorted by name. */
  public ImmutableList<AttackProvider<?>> all() {
    return ImmutableList.<AttackProvider<?>>builder()
        .addAll(images.values())
        .addAll(texts.values())
        .build();
  }

  /** What is made of other attacks, written around them in parentheses. */
  public ImmutableList<AttackForm> forms() {
    return ImmutableList.of(Alternating.FORM, Transfer.FORM, WorstOf.FORM);
  }

  /** The attack of a name. */
  public Optional<AttackProvider<?>> find(String name) {
    return Optional.<AttackProvider<?>>ofNullable(images.get(name))
        .or(() -> Optional.ofNullable(texts.get(name)));
  }

  /**
   * Reads an attack as users write it.
   *
   * @throws IllegalArgumentException that says what is wrong and what there is instead
   */
  public AttackSpec parse(String text) {
    return parse(text, Long.MAX_VALUE);
  }

  /**
   * Reads an attack as users write it, with a bound on its queries.
   *
   * @param maxQueries most queries, a study, of an attack that can be bounded and that the text
   *     does not bound itself, at least 1
   * @throws IllegalArgumentException that says what is wrong and what there is instead
   */
  public AttackSpec parse(String text, long maxQueries) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "'%s' has %s characters; an attack has at most %s"
              .formatted(Quoted.of(text), text.length(), LONGEST));
    }
    if (CharMatcher.javaIsoControl().matchesAnyOf(text)) {
      throw new IllegalArgumentException(
          "'%s' holds a line break or a control character; write the attack in one line"
              .formatted(Quoted.of(text)));
    }
    return new AttackParser(this, maxQueries).parse(text);
  }

  /**
   * An attack with these options, checked by making it once.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  AttackPart part(AttackProvider<?> provider, AttackOptions options) {
    provider.create(options);
    return new AttackPart(
        provider.description().name(),
        provider.modality(),
        options,
        provider.threat(options),
        provider.description().revision());
  }

  /**
   * The same attack with another value of one option.
   *
   * @param value as users write it
   * @throws IllegalArgumentException when there is no such option, or the value is out of its range
   */
  public AttackPart with(AttackPart part, String option, String value) {
    AttackProvider<?> provider = find(part.name()).orElseThrow();
    Map<String, String> given = new TreeMap<>(part.options().values());
    given.put(option, value);
    AttackOptions options;
    try {
      options = AttackOptions.of(provider.description().options(), given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s:%s=%s: %s".formatted(part.name(), option, value, e.getMessage()), e);
    }
    return part(provider, options);
  }

  /**
   * Makes an attack on pixels.
   *
   * @throws IllegalArgumentException when there is none of its name, or an option is out of range
   */
  public ImageAttack image(AttackPart part) {
    return made(part, images.get(part.name()));
  }

  /**
   * Makes an attack on words.
   *
   * @throws IllegalArgumentException when there is none of its name, or an option is out of range
   */
  public TextAttack text(AttackPart part) {
    return made(part, texts.get(part.name()));
  }

  private static <A> A made(AttackPart part, AttackProvider<A> provider) {
    return Optional.ofNullable(provider)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no attack named '"
                        + part.name()
                        + "' is on the class path of this worker; stage its jar"))
        .create(part.options());
  }
}
