package io.gauntlet.transforms.cohort;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Location;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run's records name images: those inside the run's folder from there, so that the folder can
 * be moved, and all others by their absolute path or URI, so that it can be used from anywhere.
 *
 * @param folder of the run, as a user gave it
 */
public record PortableImages(String folder) implements Serializable {
  private static final long serialVersionUID = 1;

  /** A study as it is written. */
  public Study toRecord(Study study) {
    return renamed(study, written(study));
  }

  /** A study as it is used. */
  public Study ofRecord(Study study) {
    return renamed(study, study.getImages().stream().map(Image::getUri).map(this::used).toList());
  }

  private List<String> written(Study study) {
    Location root = Location.of(folder);
    // Where the folder is a link, images may be named by what it leads to.
    Optional<String> real = root.path().map(PortableImages::real);
    List<String> names = new ArrayList<>();
    for (Image image : study.getImages()) {
      if (Studies.isMissing(image)) {
        names.add(image.getUri());
        continue;
      }
      String name = Location.of(image.getUri()).name();
      String inside = inside(root.name(), name);
      names.add(inside.equals(name) && real.isPresent() ? inside(real.get(), name) : inside);
    }
    return names;
  }

  private static String real(Path folder) {
    try {
      return folder.toRealPath().toString();
    } catch (IOException e) {
      return folder.toString();
    }
  }

  private static String inside(String root, String name) {
    return name.startsWith(root + "/") ? name.substring(root.length() + 1) : name;
  }

  private String used(String uri) {
    if (uri.isEmpty()) {
      return uri;
    }
    Location given = Location.of(uri);
    if (given.path().isEmpty() || Path.of(uri).isAbsolute()) {
      return given.name();
    }
    Location inside = Location.of(folder).resolve(uri);
    // Earlier versions named images as the user did, from the working directory.
    boolean earlier =
        inside.path().filter(Files::notExists).isPresent()
            && given.path().filter(Files::exists).isPresent();
    return earlier ? given.name() : inside.name();
  }

  private static Study renamed(Study study, List<String> uris) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < uris.size(); i++) {
      images.add(new Image(study.getImages().get(i).getView(), uris.get(i)));
    }
    return Study.newBuilder(study).setImages(images).build();
  }
}
