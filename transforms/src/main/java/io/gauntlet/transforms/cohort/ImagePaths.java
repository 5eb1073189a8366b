package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ImageFiles;
import java.io.Serializable;

/** What the images that a table names are called in the studies. */
public interface ImagePaths extends Serializable {
  /** As the table calls them; there is no folder in which they could be looked at. */
  ImagePaths AS_NAMED =
      new ImagePaths() {
        private static final long serialVersionUID = 1;

        @Override
        public String file(String name) {
          return ImageFiles.checked(name);
        }

        @Override
        public String below(String path) {
          return ImageFiles.checkedPath(path);
        }

        @Override
        public boolean canBeRead() {
          return false;
        }

        @Override
        public String toString() {
          return "as named";
        }
      };

  /**
   * The image of a file name.
   *
   * @throws BadInputException when it is no plain name, or leads out of the folder of the images
   */
  String file(String name);

  /**
   * The image of a path below the folder of the images.
   *
   * @throws BadInputException when it is none, or leads out of the folder
   */
  String below(String path);

  /** Whether the images are somewhere. */
  boolean canBeRead();
}
