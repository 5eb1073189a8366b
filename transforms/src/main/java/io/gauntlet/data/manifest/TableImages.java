package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How the rows of a table name images. */
sealed interface TableImages extends Serializable {

  /** The columns whose cells it takes. */
  ImmutableSet<String> columns();

  /** Whether a study has a row for each of its images, rather than one. */
  boolean areRows();

  /**
   * The images of a row: paths by the names of their views.
   *
   * @param cell gives the cell of a column, empty where there is nothing
   */
  ImmutableMap<String, String> of(UnaryOperator<String> cell);

  /** The names of the views that rows may have. */
  ImmutableSet<String> viewNames();

  /**
   * A row has the images of a study in columns, one a view; none where no view is named.
   *
   * @param views path by view
   */
  record ByColumn(ImmutableMap<String, CellTemplate> views) implements TableImages {
    static final ByColumn NONE = new ByColumn(ImmutableMap.of());
    private static final long serialVersionUID = 1;

    @Override
    public ImmutableSet<String> columns() {
      return views.values().stream()
          .flatMap(path -> path.columns().stream())
          .collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public boolean areRows() {
      return false;
    }

    @Override
    public ImmutableMap<String, String> of(UnaryOperator<String> cell) {
      ImmutableMap.Builder<String, String> images = ImmutableMap.builder();
      views.forEach(
          (view, path) -> {
            String image = path.fill(cell);
            if (!image.isEmpty()) {
              images.put(view, image);
            }
          });
      return images.buildOrThrow();
    }

    @Override
    public ImmutableSet<String> viewNames() {
      return views.keySet();
    }
  }

  /**
   * A row is one image.
   *
   * @param path of it
   * @param view column of its projection
   * @param viewOf the view of each projection, in lower case; an image of another one is not used
   */
  record ByRow(CellTemplate path, String view, ImmutableMap<String, String> viewOf)
      implements TableImages {
    private static final long serialVersionUID = 1;

    @Override
    public ImmutableSet<String> columns() {
      return ImmutableSet.<String>builder().addAll(path.columns()).add(view).build();
    }

    @Override
    public boolean areRows() {
      return true;
    }

    @Override
    public ImmutableMap<String, String> of(UnaryOperator<String> cell) {
      String shown = viewOf.get(cell.apply(view).toLowerCase(Locale.ROOT));
      String image = path.fill(cell);
      return shown == null || image.isEmpty() ? ImmutableMap.of() : ImmutableMap.of(shown, image);
    }

    @Override
    public ImmutableSet<String> viewNames() {
      return ImmutableSet.copyOf(viewOf.values());
    }
  }
}
