package io.gauntlet.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** The two files are of a demo made at a139576, before the records became what they are. */
class RecordReadersTest {
  private static final String PGD = "pgd:epsilon=0.03:steps=10";
  private static final String SYNONYM = "synonym-greedy:fraction=0.4";

  @Test
  void oldStudiesAreRead() throws IOException {
    List<Study> studies =
        read("studies-a139576.avro", RecordReaders::studies, Study.getClassSchema());
    assertEquals(List.of("1", "2", "3"), studies.stream().map(Study::getUid).toList());
    Study first = studies.get(0);
    assertEquals(
        List.of(
            new Image("frontal", "cohort/images/1_frontal.png"),
            new Image("lateral", "cohort/images/1_lateral.png")),
        first.getImages());
    assertEquals("NORMAL", first.getLabel());
    assertEquals(List.of("NORMAL", "ABNORMAL"), first.getClassNames());
    assertEquals(List.of("normal"), Studies.meshTerms(first.getAttributes()));
    assertEquals(List.of(), studies.get(2).getImages(), "a cohort without images");
  }

  @Test
  void oldOutcomesAreReadWithTheirAttackAsValues() throws IOException {
    List<Outcome> outcomes =
        read("outcomes-a139576.avro", RecordReaders::outcomes, Outcome.getClassSchema());
    assertEquals(
        List.of("none", "single", "single", "sequence", "single", "single"),
        outcomes.stream().map(outcome -> outcome.getAttackFields().getForm()).toList());
    assertEquals(List.of(), outcomes.get(0).getAttackFields().getTouched());
    assertEquals(List.of("image", "text"), outcomes.get(3).getAttackFields().getTouched());
    AttackPartFields pgd = outcomes.get(1).getAttackFields().getParts().get(0);
    assertEquals("white-box", pgd.getKnowledge());
    assertEquals("linf", pgd.getNorm());
    assertEquals(0.03, pgd.getBudgets().get(0).getAmount());
    assertEquals("ensemble", outcomes.get(4).getGenerator());
    assertEquals("valid", outcomes.get(0).getStatus());
  }

  @Test
  void noFieldOfAnOldOutcomeIsLost() throws IOException {
    List<Outcome> outcomes =
        read("outcomes-a139576.avro", RecordReaders::outcomes, Outcome.getClassSchema());
    List<GenericRecord> old =
        read(
            "outcomes-a139576.avro",
            (written, wanted) -> new GenericDatumReader<>(),
            Outcome.getClassSchema());
    for (int i = 0; i < old.size(); i++) {
      for (Schema.Field field : old.get(i).getSchema().getFields()) {
        Object before = old.get(i).get(field.name());
        Object now =
            field.name().equals("meshTerms")
                ? Studies.meshTerms(outcomes.get(i).getAttributes())
                : outcomes.get(i).get(Outcome.getClassSchema().getField(today(field)).pos());
        assertEquals(String.valueOf(before), String.valueOf(now), field.name());
      }
    }
    assertNotNull(outcomes.get(5).getAdversarialImage());
    assertNull(outcomes.get(1).getAdversarialImage());
  }

  private static String today(Schema.Field old) {
    return old.name().equals("adversarialPicture") ? "adversarialImage" : old.name();
  }

  @Test
  void todaysOutcomesAreReadAsTheyAre() throws IOException {
    Outcome outcome =
        read("outcomes-a139576.avro", RecordReaders::outcomes, Outcome.getClassSchema()).get(3);
    assertEquals(PGD + "+" + SYNONYM, outcome.getAttack());
    byte[] file = write(outcome);
    assertEquals(
        List.of(outcome),
        read(new ByteArrayInputStream(file), RecordReaders::outcomes, Outcome.getClassSchema()));
  }

  private static byte[] write(Outcome outcome) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataFileWriter<Outcome> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(Outcome.class))) {
      writer.create(Outcome.getClassSchema(), file);
      writer.append(outcome);
    }
    return file.toByteArray();
  }

  private static <T> List<T> read(
      String resource, BiFunction<Schema, Schema, DatumReader<T>> readers, Schema wanted)
      throws IOException {
    return read(RecordReadersTest.class.getResourceAsStream(resource), readers, wanted);
  }

  private static <T> List<T> read(
      InputStream file, BiFunction<Schema, Schema, DatumReader<T>> readers, Schema wanted)
      throws IOException {
    List<T> records = new ArrayList<>();
    try (DataFileStream<T> stream = new DataFileStream<>(file, readers.apply(wanted, wanted))) {
      stream.forEach(records::add);
    }
    return records;
  }
}
