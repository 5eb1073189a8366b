package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.Studies;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.data.picture.Pictures;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.schema.Study;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cohort of DICOM files runs like the same one of PNG, and tells nothing of their headers. */
class DicomCohortTest {
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
  private static final List<String> PATIENT = List.of("Zyxwvut", "Marigold", "PID-90210");

  @TempDir private Path folder;

  @Test
  void aStudyOfDicomIsThatOfPng() throws IOException {
    Path cohort = folder.resolve("cohort");
    Path images = cohort.resolve(SyntheticCohort.IMAGES);
    SyntheticCohort.write(cohort, 30, 16, 1);
    asDicom(cohort);
    cut(images.resolve("2_lateral.dcm"));
    Path other = images.resolve("3_frontal.png");
    Files.write(images.resolve("3_frontal.dcm"), dicom(png(other), JPEG_2000));
    String said = run(cohort);

    List<GenericRecord> studies = records(folder.resolve("run/studies"));
    assertEquals(28, studies.size());
    for (GenericRecord study : studies) {
      String digest = ofPng(images, study).getDigest();
      assertEquals(digest, study.get("digest").toString(), study.toString());
    }
    List<GenericRecord> quarantine = records(folder.resolve("run/quarantine"));
    assertEquals(
        Set.of("2 unreadable-picture", "3 unsupported-picture"),
        quarantine.stream()
            .map(bad -> bad.get("uid") + " " + bad.get("reason"))
            .collect(Collectors.toSet()));
    String details = quarantine.toString();
    assertTrue(details.contains("2_lateral.dcm: the image cannot be read"), details);
    assertTrue(details.contains("a DICOM with JPEG 2000 compression"), details);

    String all = said + records(folder.resolve("run")) + bytes(folder.resolve("run"));
    PATIENT.forEach(word -> assertFalse(all.contains(word), word));
  }

  /** The study that the images it was drawn as would give. */
  private static Study ofPng(Path images, GenericRecord study) throws IOException {
    String uid = study.get("uid").toString();
    ImmutableSortedMap.Builder<String, Pixels> views = ImmutableSortedMap.naturalOrder();
    for (String view : List.of(Studies.FRONTAL, Studies.LATERAL)) {
      String name = "%s_%s.png".formatted(uid, view.toLowerCase(Locale.ROOT));
      try (InputStream png = Files.newInputStream(images.resolve(name))) {
        views.put(view, Pictures.read(png, name));
      }
    }
    return new StudyPixels(views.buildOrThrow())
        .digested(
            Study.newBuilder()
                .setUid(uid)
                .setCaption(study.get("caption").toString())
                .setLabel(study.get("label").toString())
                .build());
  }

  private static void cut(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }

  private String run(Path cohort) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status =
        new GauntletCommand(stream, stream)
            .run(
                List.of(
                    "run",
                    "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
                    "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
                    "--images=" + cohort.resolve(SyntheticCohort.IMAGES),
                    "--output=" + folder.resolve("run"),
                    "--modalities=image",
                    "--imageSize=16",
                    "--imageEpochs=1",
                    "--attacks=fgsm",
                    "--transfers=none",
                    "--attackBatch=8"));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertEquals(0, status, text);
    return text;
  }

  /** Writes each image again and names it so in the table. */
  private static void asDicom(Path cohort) throws IOException {
    Path table = cohort.resolve(SyntheticCohort.PROJECTIONS);
    Files.writeString(table, Files.readString(table).replace(".png", ".dcm"));
    for (Path image : files(cohort.resolve(SyntheticCohort.IMAGES))) {
      Path dicom = image.resolveSibling(image.getFileName().toString().replace(".png", ".dcm"));
      Files.write(dicom, dicom(png(image), EXPLICIT));
    }
  }

  private static Raster png(Path image) throws IOException {
    return ImageIO.read(image.toFile()).getRaster();
  }

  private static byte[] dicom(Raster image, String syntax) {
    int cells = image.getWidth() * image.getHeight();
    ByteBuffer file = ByteBuffer.allocate(2 * cells + 1024).order(ByteOrder.LITTLE_ENDIAN);
    file.position(128).put("DICM".getBytes(StandardCharsets.US_ASCII));
    text(file, 0x00020010, "UI", syntax + (syntax.length() % 2 == 0 ? "" : "\0"));
    text(file, 0x00100010, "PN", "Zyxwvut^Marigold");
    text(file, 0x00100020, "LO", "PID-90210 ");
    text(file, 0x00280004, "CS", "MONOCHROME2 ");
    number(file, 0x00280010, image.getHeight());
    number(file, 0x00280011, image.getWidth());
    number(file, 0x00280100, 16);
    number(file, 0x00280101, 8);
    number(file, 0x00280102, 7);
    number(file, 0x00280103, 0);
    boolean plain = syntax.equals(EXPLICIT);
    head(file, 0x7fe00010, "OW").putShort((short) 0).putInt(plain ? 2 * cells : -1);
    if (!plain) {
      // An empty table of offsets and the end: what it would hold is never looked at.
      file.putInt(0xe000fffe).putInt(0).putInt(0xe0ddfffe).putInt(0);
    }
    for (int sample :
        image.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null)) {
      file.putShort((short) sample);
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  private static ByteBuffer head(ByteBuffer file, int tag, String type) {
    return file.putShort((short) (tag >>> 16))
        .putShort((short) tag)
        .put(type.getBytes(StandardCharsets.US_ASCII));
  }

  private static void text(ByteBuffer file, int tag, String type, String value) {
    head(file, tag, type).putShort((short) value.length());
    file.put(value.getBytes(StandardCharsets.US_ASCII));
  }

  private static void number(ByteBuffer file, int tag, int value) {
    head(file, tag, "US").putShort((short) 2).putShort((short) value);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String bytes(Path run) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files(run)) {
      all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  /** All records of a folder, which its files keep packed. */
  private static List<GenericRecord> records(Path folder) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".avro")) {
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          reader.forEach(records::add);
        }
      }
    }
    return records;
  }
}
