package io.gauntlet.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.synthetic.SyntheticFinding.Contrast;
import io.gauntlet.data.synthetic.SyntheticFinding.Place;
import io.gauntlet.data.synthetic.SyntheticFinding.Side;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticCohortTest {
  private static final List<String> REPORT_HEADER =
      List.of(
          "uid", "MeSH", "Problems", "image", "indication", "comparison", "findings", "impression");

  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    final Path one = folder.resolve("one");
    final Path two = folder.resolve("two");
    SyntheticCohort.write(one, 6, 32, 7L);
    SyntheticCohort.write(two, 6, 32, 7L);
    assertSameFile(one, two, SyntheticCohort.REPORTS);
    assertSameFile(one, two, SyntheticCohort.PROJECTIONS);
    assertSameImages(one, two, 6);
  }

  @Test
  void anotherSeedGivesAnotherCohort() throws IOException {
    final Path one = folder.resolve("one");
    final Path two = folder.resolve("two");
    SyntheticCohort.write(one, 6, 32, 7L);
    SyntheticCohort.write(two, 6, 32, 8L);
    assertNotEquals(
        Files.readString(one.resolve(SyntheticCohort.REPORTS)),
        Files.readString(two.resolve(SyntheticCohort.REPORTS)));
  }

  @Test
  void moreStudiesLeaveTheFirstOnesAsTheyWere() throws IOException {
    final Path few = folder.resolve("few");
    final Path many = folder.resolve("many");
    SyntheticCohort.write(few, 5, 32, 7L);
    SyntheticCohort.write(many, 10, 32, 7L);
    for (String name : List.of(SyntheticCohort.REPORTS, SyntheticCohort.PROJECTIONS)) {
      final String start = Files.readString(few.resolve(name));
      final String all = Files.readString(many.resolve(name));
      assertTrue(all.startsWith(start), name);
      assertTrue(all.length() > start.length(), name);
    }
    assertSameImages(few, many, 5);
  }

  @Test
  void aThirdAndALittleMoreIsNormal() {
    int normals = 0;
    for (int index = 0; index < 2000; index++) {
      if (SyntheticStudy.at(3L, index).isNormal()) {
        normals++;
      }
    }
    assertEquals(0.36, normals / 2000.0, 0.035);
  }

  @Test
  void everyReportHasBothImages() throws IOException {
    SyntheticCohort.write(folder, 12, 48, 1L);
    final Set<String> images = new HashSet<>();
    for (CSVRecord row : rows(SyntheticCohort.PROJECTIONS)) {
      images.add(row.get("uid") + " " + row.get("projection"));
      final Path file = folder.resolve(SyntheticCohort.IMAGES).resolve(row.get("filename"));
      final BufferedImage image = ImageIO.read(file.toFile());
      assertEquals(48, image.getWidth());
      assertEquals(48, image.getHeight());
      assertEquals(BufferedImage.TYPE_BYTE_GRAY, image.getType());
    }
    final List<CSVRecord> reports = rows(SyntheticCohort.REPORTS);
    assertEquals(12, reports.size());
    assertEquals(24, images.size());
    for (CSVRecord row : reports) {
      assertTrue(images.contains(row.get("uid") + " Frontal"));
      assertTrue(images.contains(row.get("uid") + " Lateral"));
    }
  }

  @Test
  void theTablesParseAndNameOneToThreeProblems() throws IOException {
    SyntheticCohort.write(folder, 40, 16, 2L);
    boolean sawEmptyFindings = false;
    int uid = 0;
    for (CSVRecord row : rows(SyntheticCohort.REPORTS)) {
      uid++;
      assertEquals(REPORT_HEADER, row.getParser().getHeaderNames());
      assertTrue(row.isConsistent());
      assertEquals(Integer.toString(uid), row.get("uid"));
      final int problems = row.get("Problems").split(";", -1).length;
      assertTrue(problems >= 1 && problems <= 3, row.get("Problems"));
      assertEquals(problems, row.get("MeSH").split(";", -1).length);
      assertEquals(row.get("Problems").equals("normal"), row.get("MeSH").equals("normal"));
      assertFalse(row.get("impression").isEmpty());
      sawEmptyFindings |= row.get("findings").isEmpty();
    }
    assertEquals(40, uid);
    assertTrue(sawEmptyFindings);
  }

  @Test
  void impressionsOfNormalStudiesMostlyBeginWithANegationAndOthersDoNot() {
    int normals = 0;
    int normalsReadingNormal = 0;
    int abnormals = 0;
    int abnormalsReadingNormal = 0;
    for (int index = 0; index < 1000; index++) {
      final SyntheticStudy study = SyntheticStudy.at(5L, index);
      final boolean readsNormal = readsNormal(study.report().impression());
      if (study.isNormal()) {
        normals++;
        normalsReadingNormal += readsNormal ? 1 : 0;
      } else {
        abnormals++;
        abnormalsReadingNormal += readsNormal ? 1 : 0;
      }
    }
    final double normalShare = normalsReadingNormal / (double) normals;
    final double abnormalShare = abnormalsReadingNormal / (double) abnormals;
    assertTrue(normalShare > 0.88 && normalShare < 0.99, "normal " + normalShare);
    assertTrue(abnormalShare > 0.01 && abnormalShare < 0.12, "abnormal " + abnormalShare);
  }

  @Test
  void everyFindingChangesTheFrontalAndTheLateralImage() {
    final PhantomAnatomy anatomy = PhantomAnatomy.draw(new SplittableRandom(1L));
    final ChestPhantom healthy = new ChestPhantom(anatomy, List.of());
    for (Finding kind : Finding.values()) {
      final SyntheticFinding finding = finding(kind, Side.LEFT, new Contrast(1, 1));
      final ChestPhantom ill = new ChestPhantom(anatomy, List.of(finding));
      assertTrue(
          difference(healthy.frontal(64, noise()), ill.frontal(64, noise())) >= 40,
          kind.problem() + " frontal");
      assertTrue(
          difference(healthy.lateral(64, noise()), ill.lateral(64, noise())) >= 25,
          kind.problem() + " lateral");
    }
  }

  @Test
  void aFindingWithoutContrastInAViewLeavesThatViewAlone() {
    final PhantomAnatomy anatomy = PhantomAnatomy.draw(new SplittableRandom(1L));
    final ChestPhantom healthy = new ChestPhantom(anatomy, List.of());
    for (Finding kind : Finding.values()) {
      final SyntheticFinding finding = finding(kind, Side.RIGHT, new Contrast(1, 0));
      final ChestPhantom ill = new ChestPhantom(anatomy, List.of(finding));
      assertEquals(0, difference(healthy.lateral(32, noise()), ill.lateral(32, noise())));
    }
  }

  @Test
  void rejectsACohortThatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> SyntheticCohort.write(folder, -1, 64, 0L));
    assertThrows(IllegalArgumentException.class, () -> SyntheticCohort.write(folder, 1, 8, 0L));
  }

  private static SyntheticFinding finding(Finding kind, Side side, Contrast contrast) {
    return new SyntheticFinding(kind, side, new Place(0.5, 0, 0), 0.5, contrast);
  }

  private static SplittableRandom noise() {
    return new SplittableRandom(9L);
  }

  private static boolean readsNormal(String impression) {
    for (Finding kind : Finding.values()) {
      if (impression.contains(kind.problem())) {
        return false;
      }
    }
    return impression.matches("(1\\. )?(No |Normal chest|Negative|Stable chest|Limited exam).*");
  }

  /** The largest difference between two pixels at the same place, in grey levels. */
  private static int difference(BufferedImage one, BufferedImage two) {
    int largest = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        final int first = one.getRaster().getSample(x, y, 0);
        final int second = two.getRaster().getSample(x, y, 0);
        largest = Math.max(largest, Math.abs(first - second));
      }
    }
    return largest;
  }

  private List<CSVRecord> rows(String name) throws IOException {
    final CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(folder.resolve(name), StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
      return parser.getRecords();
    }
  }

  private static void assertSameImages(Path one, Path two, int studies) throws IOException {
    for (int uid = 1; uid <= studies; uid++) {
      assertSameFile(one, two, SyntheticCohort.IMAGES + "/" + uid + "_frontal.png");
      assertSameFile(one, two, SyntheticCohort.IMAGES + "/" + uid + "_lateral.png");
    }
  }

  private static void assertSameFile(Path one, Path two, String name) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(one.resolve(name)), Files.readAllBytes(two.resolve(name)), name);
  }
}
