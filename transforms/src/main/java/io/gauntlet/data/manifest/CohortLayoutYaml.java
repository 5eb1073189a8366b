package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.Views;
import io.gauntlet.data.yaml.YamlFault;
import io.gauntlet.data.yaml.YamlKeys;
import io.gauntlet.data.yaml.YamlNode;
import io.gauntlet.data.yaml.YamlValues;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The layout of a cohort as a YAML file. Of one table:
 *
 * <pre>
 * study: id
 * patient: patient_id
 * images:
 *   frontal: frontal_path
 *   lateral: lateral_path
 * text: [findings, impression]
 * slices: [sex, site]
 * </pre>
 *
 * <p>Where each image has a row, {@code images} is replaced by
 *
 * <pre>
 * image: files/{patient_id}/{image_id}.jpg
 * view: projection
 * views:
 *   frontal: [PA, AP]
 *   lateral: [LL]
 * </pre>
 *
 * <p>Of several tables, {@code tables:} holds a list of these, in the order in which their files
 * are named.
 */
public final class CohortLayoutYaml {
  private static final String EXAMPLE = "'study: id'";
  private static final ImmutableSet<String> COLUMNS =
      ImmutableSet.of(
          "study", "studyPrefix", "patient", "images", "image", "view", "views", "text", "slices");
  private static final YamlKeys TABLE =
      new YamlKeys("a table", COLUMNS, ImmutableMap.of(), EXAMPLE);
  private static final YamlKeys TABLES =
      new YamlKeys(
          "a layout", ImmutableSet.of("tables"), ImmutableMap.of(), "'tables: [{study: id}]'");
  private static final YamlKeys ROOT =
      new YamlKeys(
          "a layout",
          ImmutableSet.<String>builder().addAll(COLUMNS).add("tables").build(),
          ImmutableMap.of(),
          EXAMPLE);

  private CohortLayoutYaml() {}

  /**
   * Reads a layout.
   *
   * @param file for the errors
   * @throws YamlFault when it is none; names line and key
   */
  public static CohortLayout read(String file, String yaml) {
    YamlNode root = YamlNode.read(file, yaml);
    boolean several = root.byKey().map(keys -> keys.containsKey("tables")).orElse(false);
    Map<String, String> places = new LinkedHashMap<>();
    YamlValues values = YamlValues.of(file, "", root, several ? TABLES : ROOT, places);
    return new CohortLayout(
        values
            .places("tables", TABLE, CohortLayoutYaml::table)
            .orElseGet(() -> ImmutableList.of(table(values, root))));
  }

  private static TableLayout table(YamlValues values, YamlNode node) {
    return new TableLayout(
        values
            .text("study")
            .orElseThrow(
                () ->
                    values.fault(
                        node, "study", "is missing; name the column that identifies a study")),
        values.text("studyPrefix").orElse(""),
        values.text("patient").orElse(""),
        images(values, node),
        values.texts("text").orElse(ImmutableList.of()),
        values.texts("slices").orElse(ImmutableList.of()));
  }

  private static TableImages images(YamlValues values, YamlNode node) {
    Optional<ImmutableMap<String, ImmutableList<String>>> byColumn = values.textsByKey("images");
    Optional<String> image = values.text("image");
    Optional<String> view = values.text("view");
    Optional<ImmutableMap<String, ImmutableList<String>>> views = values.textsByKey("views");
    if (byColumn.isPresent()) {
      if (image.isPresent() || view.isPresent() || views.isPresent()) {
        throw values.fault(
            node,
            "images",
            "is for tables of one row a study, and image, view and views for those of one row an"
                + " image; keep one of both");
      }
      return byColumn(byColumn.get(), values, node);
    }
    if (image.isEmpty() && view.isEmpty() && views.isEmpty()) {
      return TableImages.ByColumn.NONE;
    }
    return new TableImages.ByRow(
        template(required(image, "image", values, node), "image", values, node),
        required(view, "view", values, node),
        viewOf(required(views, "views", values, node), values, node));
  }

  private static <T> T required(Optional<T> value, String key, YamlValues values, YamlNode node) {
    return value.orElseThrow(
        () ->
            values.fault(
                node,
                key,
                "is missing; a table of one row an image has the keys image, view and views"));
  }

  private static TableImages byColumn(
      ImmutableMap<String, ImmutableList<String>> columns, YamlValues values, YamlNode node) {
    ImmutableMap.Builder<String, CellTemplate> images = ImmutableMap.builder();
    columns.forEach(
        (view, paths) -> {
          requireName(view, "images", values, node);
          if (paths.size() > 1) {
            throw values.fault(
                node, "images." + view, "names several columns; a view has one image");
          }
          images.put(view, template(paths.get(0), "images." + view, values, node));
        });
    return new TableImages.ByColumn(images.buildOrThrow());
  }

  private static ImmutableMap<String, String> viewOf(
      ImmutableMap<String, ImmutableList<String>> views, YamlValues values, YamlNode node) {
    Map<String, String> viewOf = new LinkedHashMap<>();
    views.forEach(
        (view, projections) -> {
          requireName(view, "views", values, node);
          for (String projection : projections) {
            if (viewOf.put(projection.toLowerCase(Locale.ROOT), view) != null) {
              throw values.fault(
                  node, "views." + view, "has " + projection + ", which is there twice; keep one");
            }
          }
        });
    return ImmutableMap.copyOf(viewOf);
  }

  private static void requireName(String view, String key, YamlValues values, YamlNode node) {
    try {
      Views.requireName(view);
    } catch (IllegalArgumentException e) {
      throw values.fault(node, key, "has a view whose name is none: " + e.getMessage());
    }
  }

  private static CellTemplate template(String text, String key, YamlValues values, YamlNode node) {
    try {
      return CellTemplate.of(text);
    } catch (IllegalArgumentException e) {
      throw values.fault(node, key, e.getMessage());
    }
  }
}
