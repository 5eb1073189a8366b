package io.gauntlet.data.synthetic;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A made-up cohort of chest X-ray studies in the layout of the Indiana University collection, for
 * tests and demonstrations where the real one may not be shipped. Every study has a frontal and a
 * lateral image, drawn from formulas, and a report written from the same findings.
 *
 * <p>About 36 % of the studies are normal. A few findings are all but invisible and a few reports
 * mislead, independently of each other, so that neither images nor text alone suffice. The patients
 * do not exist and nothing about them bears on medicine.
 */
public final class SyntheticCohort {
  /** The name of the file of reports within the folder. */
  public static final String REPORTS = "indiana_reports.csv";

  /** The name of the file that lists the images within the folder. */
  public static final String PROJECTIONS = "indiana_projections.csv";

  /** The name of the folder of images within the folder. */
  public static final String IMAGES = "images";

  private SyntheticCohort() {}

  /**
   * Writes a cohort: {@link #REPORTS}, {@link #PROJECTIONS} and the images as 8-bit grey PNG under
   * {@link #IMAGES}. The same arguments give the same files, and a study depends only on the seed
   * and its own number, so that a larger cohort begins with the smaller one.
   *
   * @param folder where to write, made if it does not exist; files of the same names are replaced
   * @param studies how many studies, at least 0; they get the uids 1 to {@code studies}
   * @param size the side of an image in pixels, at least 16
   * @param seed any number
   * @throws IllegalArgumentException if {@code studies} or {@code size} is too small
   * @throws IOException if the files cannot be written
   */
  public static void write(Path folder, int studies, int size, long seed) throws IOException {
    if (studies < 0) {
      throw new IllegalArgumentException("studies must not be negative: " + studies);
    }
    if (size < 16) {
      throw new IllegalArgumentException("size must be at least 16 pixels: " + size);
    }
    Files.createDirectories(folder.resolve(IMAGES));
    try (CSVPrinter reports =
            printer(
                folder.resolve(REPORTS),
                "uid",
                "MeSH",
                "Problems",
                "image",
                "indication",
                "comparison",
                "findings",
                "impression");
        CSVPrinter projections =
            printer(folder.resolve(PROJECTIONS), "uid", "filename", "projection")) {
      for (int index = 0; index < studies; index++) {
        final SyntheticStudy study = SyntheticStudy.at(seed, index);
        writeReport(reports, study);
        writeImages(folder.resolve(IMAGES), projections, study, size);
      }
    }
  }

  private static CSVPrinter printer(Path file, String... header) throws IOException {
    final CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(header).setRecordSeparator("\n").get();
    final Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    return new CSVPrinter(writer, format);
  }

  private static void writeReport(CSVPrinter reports, SyntheticStudy study) throws IOException {
    final SyntheticReport report = study.report();
    reports.printRecord(
        study.uid(),
        study.mesh(),
        study.problems(),
        "Xray Chest PA and Lateral",
        report.indication(),
        report.comparison(),
        report.findings(),
        report.impression());
  }

  private static void writeImages(
      Path images, CSVPrinter projections, SyntheticStudy study, int size) throws IOException {
    final ChestPhantom phantom = new ChestPhantom(study.anatomy(), study.findings());
    final String frontal = study.uid() + "_frontal.png";
    writePng(images.resolve(frontal), phantom.frontal(size, study.frontalNoise()));
    projections.printRecord(study.uid(), frontal, "Frontal");
    final String lateral = study.uid() + "_lateral.png";
    writePng(images.resolve(lateral), phantom.lateral(size, study.lateralNoise()));
    projections.printRecord(study.uid(), lateral, "Lateral");
  }

  private static void writePng(Path file, BufferedImage image) throws IOException {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java has no PNG writer for " + file);
    }
    Files.write(file, bytes.toByteArray());
  }
}
