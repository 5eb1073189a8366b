package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Quoted;
import io.gauntlet.data.Studies;
import io.gauntlet.data.Views;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Study;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes one study of the rows of a uid.
 *
 * @param layout what the columns are
 * @param label which class a study is of
 * @param views that a study must have, in this order
 * @param modalities what a study must have
 */
public record StudyAssembly(
    CohortLayout layout, LabelRule label, Views views, ImmutableSet<Modality> modalities)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Studies that have text and both views. */
  public static StudyAssembly of(CohortLayout layout, LabelRule label) {
    return new StudyAssembly(layout, label, Views.BOTH, ImmutableSet.copyOf(Modality.values()));
  }

  /** The same studies, which must have other views. */
  public StudyAssembly withViews(Views needed) {
    return new StudyAssembly(layout, label, needed, modalities);
  }

  /** The same studies, which must have other modalities. */
  public StudyAssembly withModalities(Set<Modality> needed) {
    return new StudyAssembly(layout, label, views, ImmutableSet.copyOf(needed));
  }

  /**
   * The rows of a study, sorted by what becomes of them.
   *
   * @param used those that it is made of: where a table has one row a study, the first of them in
   *     the order of the file
   * @param repeated the others
   */
  public record Rows(ImmutableList<CohortRow> used, ImmutableList<CohortRow> repeated) {}

  /** Sorts the rows of a uid. */
  public Rows sort(Collection<CohortRow> rows) {
    ImmutableList.Builder<CohortRow> used = ImmutableList.builder();
    ImmutableList.Builder<CohortRow> repeated = ImmutableList.builder();
    Set<Integer> seen = new HashSet<>();
    for (CohortRow row : ImmutableList.sortedCopyOf(CohortRow.FILE_ORDER, rows)) {
      boolean first = seen.add(row.table());
      (first || layout.tables().get(row.table()).images().areRows() ? used : repeated).add(row);
    }
    return new Rows(used.build(), repeated.build());
  }

  /**
   * The study.
   *
   * @param rows those that {@link #sort} says are used; at least one
   * @param inFolder turns the path of an image into the one by which it is opened
   * @throws BadInputException when no study can be made of them; with the reason {@code no-label},
   *     {@code uncertain-label}, {@code two-labels}, {@code no-patient}, {@code two-patients},
   *     {@code two-reports}, {@code no-text}, {@code bad-path} or {@code no-VIEW}
   */
  public Study study(List<CohortRow> rows, UnaryOperator<String> inFolder) {
    Study.Builder study =
        Study.newBuilder()
            .setUid(rows.get(0).uid())
            .setClassNames(label.classes())
            .setLabel(label(rows))
            .setCaption(caption(rows))
            .setAttributes(Studies.attributes(List.of(), slices(rows)));
    if (layout.hasPatients()) {
      study.setPatient(patient(rows));
    }
    if (modalities.contains(Modality.IMAGE)) {
      study.setImages(images(rows, inFolder));
    }
    return study.build();
  }

  private String label(List<CohortRow> rows) {
    List<String> cells =
        rows.stream()
            .filter(row -> row.cells().containsKey(label.column()))
            .map(row -> row.cell(label.column()))
            .toList();
    if (cells.isEmpty()) {
      throw new BadInputException(
          "no-label",
          "no row of the study has the column %s; add one".formatted(Quoted.of(label.column())));
    }
    return one(
        cells.stream().map(label::of).toList(),
        "two-labels",
        classes -> "rows of the study say " + classes + "; write the same label in all of them");
  }

  private String patient(List<CohortRow> rows) {
    List<String> patients =
        rows.stream()
            .filter(row -> layout.tables().get(row.table()).hasPatient())
            .map(row -> row.cell(layout.tables().get(row.table()).patient()))
            .filter(patient -> !patient.isEmpty())
            .toList();
    if (patients.isEmpty()) {
      throw new BadInputException(
          "no-patient",
          "the study is of no patient; give it one, or leave the column out of the layout");
    }
    return one(
        patients,
        "two-patients",
        all -> "rows of the study are of several patients; give the study one");
  }

  private String caption(List<CohortRow> rows) {
    Map<Integer, List<String>> captions = new TreeMap<>();
    for (CohortRow row : rows) {
      List<String> parts = layout.tables().get(row.table()).text().stream().map(row::cell).toList();
      List<String> before = captions.putIfAbsent(row.table(), parts);
      if (before != null && !before.equals(parts)) {
        throw new BadInputException(
            "two-reports",
            "rows of the study have different reports; write the same one in all of them");
      }
    }
    String caption = Captions.of(captions.values().stream().flatMap(List::stream).toList());
    if (caption.isEmpty() && modalities.contains(Modality.TEXT)) {
      throw new BadInputException("no-text", "the study has no report; write one");
    }
    return caption;
  }

  private Map<String, String> slices(List<CohortRow> rows) {
    Map<String, String> slices = new LinkedHashMap<>();
    for (CohortRow row : rows) {
      for (String column : layout.tables().get(row.table()).slices()) {
        if (!row.cell(column).isEmpty()) {
          slices.putIfAbsent(column, row.cell(column));
        }
      }
    }
    return slices;
  }

  private List<Image> images(List<CohortRow> rows, UnaryOperator<String> inFolder) {
    Map<String, String> paths = new TreeMap<>();
    for (CohortRow row : rows) {
      layout
          .tables()
          .get(row.table())
          .images()
          .of(row::cell)
          .forEach((view, path) -> paths.merge(view, path, StudyAssembly::first));
    }
    boolean none = views.names().stream().noneMatch(paths::containsKey);
    ImmutableList.Builder<Image> images = ImmutableList.builder();
    for (String view : views.names()) {
      if (paths.containsKey(view)) {
        images.add(new Image(view, inFolder.apply(paths.get(view))));
      } else if (none || views.missing() == Views.Missing.DROP) {
        throw new BadInputException(
            "no-" + view, "the study has no %s image; add one".formatted(view));
      } else {
        images.add(Studies.missing(view));
      }
    }
    return images.build();
  }

  /** Of several images of a view, the one whose path is the smallest by character code. */
  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static String one(
      List<String> said, String reason, Function<ImmutableSet<String>, String> message) {
    ImmutableSet<String> distinct = ImmutableSet.copyOf(said);
    if (distinct.size() > 1) {
      throw new BadInputException(reason, message.apply(distinct));
    }
    return said.get(0);
  }
}
