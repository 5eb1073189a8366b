package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.Studies;
import io.gauntlet.schema.Attribute;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The slices that a study belongs to: the headings of its MeSH terms, without the qualifiers after
 * the slash, such as {@code cardiomegaly} of {@code cardiomegaly/mild}, and each value of its other
 * attributes, such as {@code sex=F}. Ages in years are taken together, such as {@code age=40-64}.
 */
public final class StudySlices {
  private static final String AGE = "age";

  /** In years, as a table or DICOM writes them; a part of a year counts for none. */
  private static final Pattern YEARS = Pattern.compile("(?<years>\\d{1,3})(\\.\\d+)?[Yy]?");

  /** Of infants, in days, weeks or months, as DICOM writes them. */
  private static final Pattern BELOW_A_YEAR = Pattern.compile("\\d{1,3}[DdWwMm]");

  private StudySlices() {}

  /** The slices of a study with these attributes, each once. */
  public static ImmutableSet<String> of(List<Attribute> attributes) {
    return attributes.stream().flatMap(StudySlices::of).collect(ImmutableSet.toImmutableSet());
  }

  private static Stream<String> of(Attribute attribute) {
    Stream<String> values =
        attribute.getValues().stream().map(String::strip).filter(value -> !value.isEmpty());
    return Studies.isMesh(attribute)
        ? values.map(term -> term.split("/", 2)[0].strip()).filter(term -> !term.isEmpty())
        : values.map(
            value ->
                attribute.getName()
                    + "="
                    + (attribute.getName().equals(AGE) ? ageGroup(value) : value));
  }

  private static String ageGroup(String age) {
    Matcher years = YEARS.matcher(age);
    if (years.matches()) {
      return ageGroup(Integer.parseInt(years.group("years")));
    }
    return BELOW_A_YEAR.matcher(age).matches() ? ageGroup(0) : age;
  }

  private static String ageGroup(int years) {
    if (years < 18) {
      return "0-17";
    }
    return years < 40 ? "18-39" : years < 65 ? "40-64" : "65+";
  }
}
