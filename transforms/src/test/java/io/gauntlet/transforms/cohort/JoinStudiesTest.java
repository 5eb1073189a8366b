package io.gauntlet.transforms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.data.SharedData;
import io.gauntlet.data.Studies;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.tally.StudySlices;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinStudiesTest {
  /** By Python's hashlib and struct, of the caption, the label and twice 4 x 4 zeros. */
  private static final String DIGEST =
      "sha256:4cce1a10a1b0bab1fd7acd3e90911e57936f7ff571a335e50fe4a1aa1e549fb1";

  private static final String REPORTS = "uid,MeSH,Problems,indication,findings,impression\n";
  private static final String PROJECTIONS = "uid,filename,projection\n";

  @TempDir private Path folder;
  private Path reports;
  private Path projections;
  private Path images;

  @BeforeEach
  void makeFolder() throws IOException {
    reports = folder.resolve("reports.csv");
    projections = folder.resolve("projections.csv");
    images = Files.createDirectory(folder.resolve("images"));
    for (String name : new String[] {"f1.png", "f0.png", "l1.png"}) {
      BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(image, "png", images.resolve(name).toFile());
    }
    Files.writeString(images.resolve("broken.png"), "no image");
    Files.writeString(folder.resolve("secret.png"), "not for you");
  }

  @Test
  void oneOfEachViewIsTakenByName() throws IOException {
    Files.writeString(reports, REPORTS + "7,Opacity/lung;Nodule,Opacity,cough,,\"A, b\"\n");
    Files.writeString(
        projections, PROJECTIONS + "7,f1.png,Frontal\n7,l1.png,Lateral\n7,f0.png,Frontal\n");
    Pipeline pipeline = Pipeline.create();
    JoinedStudies joined = pipeline.apply(join());
    PAssert.thatSingleton(joined.studies())
        .isEqualTo(
            Study.newBuilder()
                .setUid("7")
                .setImages(Studies.images(images + "/f0.png", images + "/l1.png"))
                .setCaption("a, b cough")
                .setLabel(ClassNames.ABNORMAL)
                .setAttributes(Studies.ofMeshTerms(List.of("Opacity/lung", "Nodule")))
                .setDigest(DIGEST)
                .build());
    PAssert.that(joined.quarantined()).empty();
    pipeline.run().waitUntilFinish();
  }

  /** Columns that a table need not have; an empty cell tells nothing. */
  @Test
  void groupsAreReadWhereTheTableHasThem() throws IOException {
    Files.writeString(
        reports,
        REPORTS.strip()
            + ",Age,sex,site,other\n"
            + "7,,Opacity,,,x,43,F,,y\n"
            + "8,,Opacity,,,x,NaN, M ,north,y\n");
    Files.writeString(
        projections,
        PROJECTIONS + "7,f1.png,Frontal\n7,l1.png,Lateral\n8,f1.png,Frontal\n8,l1.png,Lateral\n");
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(join())
                .studies()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(study -> StudySlices.of(study.getAttributes()).toString())))
        .containsInAnyOrder("[sex=F, age=40-64]", "[sex=M, site=north]");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void nothingIsLostAndEachReasonIsNamed() throws IOException {
    Files.writeString(
        reports,
        REPORTS
            + "1,normal,normal,,,fine\n"
            + "2,normal,normal,,,no lateral\n"
            + "3,normal,normal,,,no frontal\n"
            + "4,normal,normal,,,\n"
            + "5,normal,normal,,,file is away\n"
            + "6,normal,normal,,,climbs out\n"
            + "8,normal,normal,,,broken\n"
            + "1,normal,normal,,,again\n"
            + ",normal,normal,,,no uid\n");
    Files.writeString(
        projections,
        PROJECTIONS
            + "1,f1.png,Frontal\n1,l1.png,Lateral\n"
            + "2,f1.png,Frontal\n"
            + "3,l1.png,Lateral\n"
            + "4,f1.png,Frontal\n4,l1.png,Lateral\n"
            + "5,away.png,Frontal\n5,l1.png,Lateral\n"
            + "6,../secret.png,Frontal\n6,l1.png,Lateral\n"
            + "8,f1.png,Frontal\n8,broken.png,Lateral\n"
            + "99,f1.png,Frontal\n");
    Pipeline pipeline = Pipeline.create();
    JoinedStudies joined = pipeline.apply(join());
    PAssert.that(uids(joined.studies())).containsInAnyOrder("1");
    PAssert.that(
            joined
                .quarantined()
                .apply(MapElements.into(TypeDescriptors.strings()).via(JoinStudiesTest::describe)))
        .containsInAnyOrder(
            "reports.csv 3 2 no-lateral",
            "reports.csv 4 3 no-frontal",
            "reports.csv 5 4 no-text",
            "away.png 0 5 no-file",
            "reports.csv 7 6 bad-path",
            "broken.png 0 8 unreadable-picture",
            "reports.csv 9 1 duplicate-report",
            "reports.csv 10  bad-row",
            "projections.csv 14 99 orphan-projection");
    Map<String, Long> counters = counters(pipeline.run());
    assertEquals(9, counters.get("reports"));
    assertEquals(8, counters.get("quarantined"));
    assertEquals(1, counters.get("studies"));
  }

  @Test
  void imagesMayGoUnchecked() throws IOException {
    Files.writeString(reports, REPORTS + "1,normal,normal,,,fine\n");
    Files.writeString(projections, PROJECTIONS + "1,away.png,Frontal\n1,broken.png,Lateral\n");
    Pipeline pipeline = Pipeline.create();
    JoinedStudies joined = pipeline.apply(join().withoutImageCheck());
    PAssert.that(uids(joined.studies())).containsInAnyOrder("1");
    PAssert.that(joined.quarantined()).empty();
    assertEquals(1, counters(pipeline.run()).get("studies"));
  }

  @Test
  void aTableNamedLikeAPatternIsReadAlone() throws IOException {
    Files.writeString(
        folder.resolve("part-*.csv"), REPORTS + "2,,normal,,,other\n1,,normal,,,kept\n");
    Files.writeString(folder.resolve("part-b.csv"), REPORTS + "3,,normal,,,not this one\n");
    Files.writeString(projections, PROJECTIONS);
    Pipeline pipeline = Pipeline.create();
    JoinedStudies joined =
        pipeline.apply(
            JoinStudies.fromIndiana(folder + "/part-*.csv", projections.toString())
                .withModalities(Set.of(Modality.TEXT)));
    PAssert.that(
            joined
                .studies()
                .apply(MapElements.into(TypeDescriptors.strings()).via(Study::getCaption)))
        .containsInAnyOrder("kept", "other");
    PAssert.that(joined.quarantined()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void withoutImagesViewsAreNotNeeded() throws IOException {
    Files.writeString(reports, REPORTS + "1,normal,normal,,,fine\n2,normal,normal,,,\n");
    Files.writeString(projections, PROJECTIONS);
    Pipeline pipeline = Pipeline.create();
    JoinedStudies joined =
        pipeline.apply(
            JoinStudies.fromIndiana(reports.toString(), projections.toString())
                .withModalities(Set.of(Modality.TEXT)));
    PAssert.that(uids(joined.studies())).containsInAnyOrder("1");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void whatSpreadsheetsSpoilIsQuarantinedRowByRow() throws IOException {
    Charset spreadsheets = Charset.forName("windows-1252");
    Files.writeString(
        reports,
        "sep=;\r\n"
            + REPORTS.replace(',', ';')
            + "1.0;normal;normal;;;5 µm, “quoted”\n"
            + "2;Opacity;;;;no label\n"
            + "3;Opacity;NaN;;;no label\n"
            + "4;No Indexing;No Indexing;;;no label\n"
            + "5;Opacity;Opacity;;a cell; too many;\n"
            + "6;Opacity;Opacity;;;\"open\n"
            + "7;normal;normal;normal\n"
            + "1,2E+5;normal;normal;;;rounded\n"
            + ";;;;;\n"
            + "1;normal;normal;;;the first again\n",
        spreadsheets);
    Files.writeString(projections, PROJECTIONS + "1,f1.png\n", spreadsheets);
    Pipeline pipeline = Pipeline.create();
    JoinedStudies joined =
        pipeline.apply(
            JoinStudies.fromIndiana(reports.toString(), projections.toString())
                .withEncoding(TableEncoding.named("cp1252"))
                .withModalities(Set.of(Modality.TEXT)));
    PAssert.that(
            joined
                .studies()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            study ->
                                study.getUid() + study.getLabel() + ": " + study.getCaption())))
        .containsInAnyOrder("1NORMAL: 5 µm, “quoted”");
    PAssert.that(
            joined
                .quarantined()
                .apply(
                    "Describe",
                    MapElements.into(TypeDescriptors.strings()).via(JoinStudiesTest::describe)))
        .containsInAnyOrder(
            "reports.csv 4 2 no-label",
            "reports.csv 5 3 no-label",
            "reports.csv 6 4 no-label",
            "reports.csv 7  bad-cells",
            "reports.csv 8  bad-quotes",
            "reports.csv 9  bad-cells",
            "reports.csv 10  bad-row",
            "reports.csv 12 1 duplicate-report",
            "projections.csv 2  bad-cells");
    Map<String, Long> counters = counters(pipeline.run());
    assertEquals(9, counters.get("reports"));
    assertEquals(8, counters.get("quarantined"));
  }

  @Test
  void theIndianaTablesCountAsPublished() {
    Path iu = SharedData.folder("iu");
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(
        JoinStudies.fromIndiana(
            iu.resolve("indiana_reports.csv").toString(),
            iu.resolve("indiana_projections.csv").toString()));
    Map<String, Long> counters = counters(pipeline.run());
    assertEquals(3851, counters.get("reports"));
    assertEquals(1379, counters.get("reports-normal"));
    assertEquals(514, counters.get("reports-no-findings"));
    assertEquals(31, counters.get("reports-no-impression"));
    assertEquals(25, counters.get("reports-no-findings-no-impression"));
    assertEquals(7466, counters.get("projections"));
    assertEquals(3818, counters.get("projections-frontal"));
    assertEquals(3648, counters.get("projections-lateral"));
    assertEquals(3388, counters.get("uids-both-views"));
    assertEquals(1244, counters.get("uids-both-views-normal"));
    assertEquals(463, counters.get("uids-one-view"));
    long[] uidsByImages = {446, 3210, 181, 13, 1};
    for (int images = 1; images <= 5; images++) {
      assertEquals(uidsByImages[images - 1], counters.get("uids-with-" + images + "-images"));
    }
  }

  private JoinStudies join() {
    return JoinStudies.fromIndiana(reports.toString(), projections.toString())
        .withImages(images.toString());
  }

  private static PCollection<String> uids(PCollection<Study> studies) {
    return studies.apply(MapElements.into(TypeDescriptors.strings()).via(Study::getUid));
  }

  private static String describe(Quarantined bad) {
    return "%s %s %s %s"
        .formatted(
            Path.of(bad.getSource()).getFileName(), bad.getRow(), bad.getUid(), bad.getReason());
  }

  private static Map<String, Long> counters(PipelineResult result) {
    result.waitUntilFinish();
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(JoinStudies.class))
                    .build())
            .getCounters()) {
      counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return counters;
  }
}
