package io.gauntlet.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.PythonPeer;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Place;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run are read by Python's fastavro, without anything of ours. */
@Tag("peers")
class PythonReadsRecordsTest {
  @TempDir private Path folder;

  @Test
  void whatARunKeepsIsReadWithoutJava() throws IOException, InterruptedException {
    Study study =
        StudyPixels.NONE.digested(
            Study.newBuilder()
                .setUid("7")
                .setImages(Studies.images("f.png", "l.png"))
                .setCaption("no effusion")
                .setLabel(ClassNames.NORMAL)
                .build());
    Outcome outcome =
        Outcome.newBuilder()
            .setUid("7")
            .setVictim("text")
            .setVictimDigest("sha256:0")
            .setStudyDigest(study.getDigest())
            .setAttack("pwws:fraction=0.4")
            .setAttackFields(AttackValues.of(AttackSpec.parse("pwws:fraction=0.4")))
            .setLabel(ClassNames.NORMAL)
            .setCleanLogits(List.of(1f, 0f))
            .setAdversarialLogits(List.of(0f, 0.5f))
            .setLinf(0)
            .setL2(0)
            .setWordsChanged(1)
            .setWords(2)
            .setQueries(9)
            .setAdversarialImage(ByteBuffer.wrap(new byte[] {1, 127}))
            .setPlace(new Place(3L, 2, 1))
            .build();
    List<String> lines =
        PythonPeer.with("fastavro==1.9.7")
            .run("read_records.py", write(study), write(outcome))
            .lines()
            .toList();
    JsonNode read = new ObjectMapper().readTree(lines.get(0));
    assertEquals("l.png", read.at("/images/1/uri").asText());
    assertEquals(study.getDigest(), read.get("digest").asText());
    read = new ObjectMapper().readTree(lines.get(1));
    assertEquals(study.getDigest(), read.get("studyDigest").asText());
    assertEquals("sha256:0", read.get("victimDigest").asText());
    assertEquals("{\"batch\":3,\"part\":2,\"row\":1}", read.get("place").toString());
    assertEquals(1, read.at("/attackFields/parts/0/revision").asInt());
    assertEquals(0.4, read.at("/attackFields/parts/0/budgets/0/amount").asDouble());
    assertEquals(0.5, read.at("/adversarialLogits/1").asDouble());
    assertEquals("017f", read.get("adversarialImage").asText());
    assertTrue(read.get("threshold").isNull());
  }

  private <R extends SpecificRecord> Path write(R record) throws IOException {
    Path file = folder.resolve(record.getSchema().getName() + ".avro");
    try (DataFileWriter<R> writer =
        new DataFileWriter<R>(new SpecificDatumWriter<>(record.getSchema()))
            .create(record.getSchema(), file.toFile())) {
      writer.append(record);
    }
    return file;
  }
}
