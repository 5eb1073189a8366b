package io.gauntlet.data;

import com.google.common.collect.ImmutableList;
import io.gauntlet.schema.Attribute;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Study;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is asked of a study's record. */
public final class Studies {
  /** The view from the front. */
  public static final String FRONTAL = "frontal";

  /** The view from the side. */
  public static final String LATERAL = "lateral";

  private static final String MESH = "mesh";

  private Studies() {}

  /** The two images that a study may have. */
  public static List<Image> images(String frontal, String lateral) {
    return List.of(new Image(FRONTAL, frontal), new Image(LATERAL, lateral));
  }

  /** A view that a study lacks, and that victims see as black. */
  public static Image missing(String view) {
    return new Image(view, "");
  }

  /** Whether a study lacks a view that its victims see as black. */
  public static boolean isMissing(Image image) {
    return image.getUri().isEmpty();
  }

  /**
   * Path or URI of the image of one view; empty where the study lacks it, and it is seen as black.
   *
   * @throws BadInputException when the study has none, with the reason {@code no-VIEW}
   */
  public static String image(Study study, String view) {
    return study.getImages().stream()
        .filter(image -> image.getView().equals(view))
        .map(Image::getUri)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "no-" + view, "the study has no %s image; add one".formatted(view)));
  }

  /** Studies in the order of their uids. */
  public static ImmutableList<Study> byUid(Iterable<Study> studies) {
    return ImmutableList.sortedCopyOf(Comparator.comparing(Study::getUid), studies);
  }

  /** The true class, its place among the classes of the study. */
  public static int label(Study study) {
    return ClassNames.index(study.getClassNames(), study.getLabel());
  }

  /** MeSH terms as a study's record keeps them. */
  public static List<Attribute> ofMeshTerms(List<String> terms) {
    return terms.isEmpty() ? List.of() : List.of(new Attribute(MESH, ImmutableList.copyOf(terms)));
  }

  /**
   * What a study can be sliced by.
   *
   * @param groups what the patient, the place and the device are, by name, such as {@code sex}
   */
  public static List<Attribute> attributes(List<String> meshTerms, Map<String, String> groups) {
    ImmutableList.Builder<Attribute> attributes = ImmutableList.builder();
    attributes.addAll(ofMeshTerms(meshTerms));
    groups.forEach((name, value) -> attributes.add(new Attribute(name, ImmutableList.of(value))));
    return attributes.build();
  }

  /** Whether an attribute is the MeSH terms. */
  public static boolean isMesh(Attribute attribute) {
    return attribute.getName().equals(MESH);
  }

  /** The MeSH terms among the attributes of a study or an outcome. */
  public static List<String> meshTerms(List<Attribute> attributes) {
    return attributes.stream()
        .filter(Studies::isMesh)
        .flatMap(attribute -> attribute.getValues().stream())
        .toList();
  }
}
