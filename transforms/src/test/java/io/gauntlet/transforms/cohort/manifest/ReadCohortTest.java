package io.gauntlet.transforms.cohort.manifest;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Studies;
import io.gauntlet.data.Views;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.StudySource;
import io.gauntlet.transforms.cohort.StudySources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small made-up tables of each layout, read as a command reads them. */
class ReadCohortTest {
  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void makeFolder() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
  }

  /** Each study as {@code uid patient class: caption [views]}, each other row as {@code reason}. */
  private static String describe(Study study) {
    return "%s %s %s: %s %s"
        .formatted(
            study.getUid(),
            study.getPatient(),
            study.getLabel(),
            study.getCaption(),
            study.getImages().stream()
                .map(image -> Studies.isMissing(image) ? "no " + image.getView() : name(image))
                .toList());
  }

  private static String name(Image image) {
    return image.getView() + "=" + image.getUri().replaceAll(".*/images/", "");
  }

  private void read(CohortFiles files, String source, List<String> studies, List<String> reasons)
      throws IOException {
    StudySource layout = StudySources.load().named(source);
    layout.check(files);
    Pipeline pipeline = Pipeline.create();
    JoinedStudies cohort = pipeline.apply(layout.read(files));
    PAssert.that(
            cohort
                .studies()
                .apply(
                    "Describe",
                    MapElements.into(TypeDescriptors.strings()).via(ReadCohortTest::describe)))
        .containsInAnyOrder(studies);
    PAssert.that(
            cohort
                .quarantined()
                .apply(
                    "Reasons",
                    MapElements.into(TypeDescriptors.strings())
                        .via(bad -> bad.getRow() + " " + bad.getReason())))
        .containsInAnyOrder(reasons);
    pipeline.run().waitUntilFinish();
  }

  private CohortFiles.Builder files(String... tables) throws IOException {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (int i = 0; i < tables.length; i++) {
      names.add(Files.writeString(folder.resolve("t" + i + ".csv"), tables[i]).toString());
    }
    return CohortFiles.builder().tables(names.build()).images(Optional.of(images.toString()));
  }

  private void image(String path) throws IOException {
    Path file = images.resolve(path);
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
  }

  private Optional<String> columns(String yaml) throws IOException {
    return Optional.of(Files.writeString(folder.resolve("columns.yaml"), yaml).toString());
  }

  @Test
  void aManifestOfThreeClassesWithTwoViewsOfWhichOneMayBeMissing() throws IOException {
    image("a/1.png");
    image("a/2.png");
    read(
        files(
                """
                id,who,front,side,report,kind
                1,ann,a/1.png,a/2.png,Clear.,normal
                2,bob,a/1.png,,"Opacity, left",Viral
                3,bob,,,Nothing,viral
                4,eve,a/1.png,a/2.png,x,
                4,eve,a/1.png,a/2.png,x,normal
                5,eve,../1.png,a/2.png,x,bacterial
                6,eve,a/gone.png,a/2.png,x,bacterial
                7,,a/1.png,a/2.png,x,bacterial
                8,eve,a/1.png
                """)
            .columns(
                columns(
                    "{study: id, patient: who, images: {frontal: front, lateral: side}, text:"
                        + " report}"))
            .label(Optional.of("kind:normal,viral,bacterial"))
            .views(Views.BOTH.withMissing(Views.Missing.ZERO))
            .build(),
        "manifest",
        List.of(
            "1 ann normal: clear. [frontal=a/1.png, lateral=a/2.png]",
            "2 bob viral: opacity, left [frontal=a/1.png, no lateral]"),
        List.of(
            "4 no-frontal",
            "5 no-label",
            "6 duplicate-study",
            "7 bad-path",
            "0 no-file",
            "9 no-patient",
            "10 bad-cells"));
  }

  @Test
  void theLayoutOfMimic() throws IOException {
    image("files/p10/p10000032/s50414267/02aa.jpg");
    image("files/p10/p10000032/s50414267/174.jpg");
    read(
        files(
                """
                dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition,Rows
                02aa,10000032,50414267,CHEST (PA AND LAT),PA,3056
                174,10000032,50414267,CHEST (PA AND LAT),LATERAL,2544
                2a2,10000032,53189527,CHEST (PA AND LAT),PA,3056
                9,10000033,5,CHEST,,3056
                """,
                """
                subject_id,study_id,Atelectasis,No Finding,Pneumothorax
                10000032,50414267,,1.0,0.0
                10000032,53189527,,,-1.0
                10000033,5,,,
                """,
                """
                study,impression,findings,last_paragraph,comparison
                s50414267,No acute process.,The lungs are clear.,,None.
                s53189527,Small pneumothorax?,,,
                """)
            .label(Optional.of("Pneumothorax"))
            .build(),
        "mimic-cxr",
        List.of(
            "50414267 10000032 no Pneumothorax: no acute process. the lungs are clear."
                + " [frontal=files/p10/p10000032/s50414267/02aa.jpg,"
                + " lateral=files/p10/p10000032/s50414267/174.jpg]"),
        List.of("4 uncertain-label", "5 no-label"));
  }

  @Test
  void theLayoutOfTheNationalInstitutesOfHealth() throws IOException {
    image("00000001_000.png");
    image("00000001_001.png");
    read(
        files(
                """
                Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],
                00000001_000.png,Cardiomegaly|Effusion,0,1,058Y,M,PA,2682,2749,0.143,0.143,
                00000001_001.png,No Finding,1,1,058Y,M,AP,2682,2749,0.143,0.143,
                """)
            .label(Optional.of("Finding Labels:Effusion"))
            .modalities(Set.of(Modality.IMAGE))
            .views(Views.parse("frontal"))
            .build(),
        "nih-chestxray14",
        List.of(
            "00000001_000.png 1 Effusion:  [frontal=00000001_000.png]",
            "00000001_001.png 1 no Effusion:  [frontal=00000001_001.png]"),
        List.of());
  }

  @Test
  void theLayoutOfPadChest() throws IOException {
    image("0/f.png");
    image("0/l.png");
    read(
        files(
                """
                ,ImageID,ImageDir,StudyID,PatientID,PatientSex_DICOM,Projection,Report,Labels
                0,f.png,0,9.1,p,F,PA,derrame pleural izquierdo .,"['pleural effusion', 'left']"
                1,l.png,0,9.1,p,F,L,derrame pleural izquierdo .,"['pleural effusion', 'left']"
                2,c.png,0,9.2,q,M,COSTAL,sin hallazgos .,['normal']
                """)
            .label(Optional.of("Labels:pleural effusion"))
            .build(),
        "padchest",
        List.of(
            "9.1 p pleural effusion: derrame pleural izquierdo . [frontal=0/f.png,"
                + " lateral=0/l.png]"),
        List.of("4 no-frontal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind:viral | {study: id, images: {frontal: front}, text: kind} | views: manifest has no view"
            + " 'lateral'; there are [frontal]",
        "kind:viral | {study: id, images: {frontal: front, lateral: front}} | modalities: manifest has"
            + " no reports",
        "kind:virral | {study: id, images: {frontal: front, lateral: front}, text: kind} | label: no"
            + " study's kind is 'virral'; did you mean 'viral'? There are [normal, viral]",
        "kinds:viral | {study: id, images: {frontal: front, lateral: front}, text: kind} | label: no"
            + " table has a row with the column 'kinds'; did you mean 'kind'?",
        "kind: | {study: id, images: {frontal: front, lateral: front}, text: kind} | label 'kind:'"
            + " names no value",
        "kind:viral | {study: uid, images: {frontal: front, lateral: front}, text: kind} | cohort:",
        "kind:viral | {tables: [{study: id}, {study: id}]} | cohort names 1 file(s), and manifest has"
            + " 2",
        "kind:viral | {study: [id]} | columns: "
      })
  void whatIsWrongIsSaidBeforeAnythingRuns(String label, String yaml, String message)
      throws IOException {
    CohortFiles files =
        files("id,front,kind\n1,1.png,normal\n2,1.png,viral\n")
            .columns(columns(yaml))
            .label(Optional.of(label))
            .build();
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new ManifestSource().check(files));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  /** A link below the folder of images that leads out of it is not followed. */
  @Test
  void noPathLeavesTheFolderOfImages() throws IOException {
    Files.writeString(folder.resolve("secret.png"), "not for you");
    Files.createSymbolicLink(images.resolve("out"), folder);
    String row = "id,front,kind\n%s,%s,viral\n";
    for (String path : List.of("out/secret.png", "/etc/passwd", "a/../../secret.png", "a\\b.png")) {
      CohortFiles files =
          files(row.formatted("1", path))
              .columns(columns("{study: id, images: {frontal: front}}"))
              .label(Optional.of("kind:viral"))
              .modalities(Set.of(Modality.IMAGE))
              .views(Views.parse("frontal"))
              .build();
      Pipeline pipeline = Pipeline.create();
      JoinedStudies cohort = pipeline.apply(new ManifestSource().read(files));
      PAssert.that(
              cohort
                  .quarantined()
                  .apply(MapElements.into(TypeDescriptors.strings()).via(Quarantined::getReason)))
          .containsInAnyOrder("bad-path");
      pipeline.run().waitUntilFinish();
    }
  }
}
