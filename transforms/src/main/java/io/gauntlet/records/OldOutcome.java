package io.gauntlet.records;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.Outcome;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Outcomes as they were written until the label became a name and the attack was told as values.
 */
final class OldOutcome {
  private static final String MESH_TERMS = "meshTerms";

  private final AttackValues attacks;

  OldOutcome(AttackValues attacks) {
    this.attacks = attacks;
  }

  static boolean isWrittenIn(Schema schema) {
    return schema.getField(MESH_TERMS) != null;
  }

  Outcome convert(GenericRecord old) {
    OldFields fields = new OldFields(old);
    String attack = fields.text("attack");
    return Outcome.newBuilder()
        .setUid(fields.text("uid"))
        .setVictim(fields.text("victim"))
        .setAttack(attack)
        .setAttackFields(attacks.of(attack))
        .setGenerator(fields.textOrNull("generator"))
        .setReplica(fields.valueOrNull("replica", Long.class))
        .setAttributes(Studies.ofMeshTerms(fields.texts(MESH_TERMS)))
        .setLabel(fields.text("label"))
        .setCleanLogits(fields.floats("cleanLogits"))
        .setAdversarialLogits(fields.floats("adversarialLogits"))
        .setLinf(fields.value("linf", Float.class))
        .setL2(fields.value("l2", Float.class))
        .setWordsChanged(fields.value("wordsChanged", Integer.class))
        .setWords(fields.value("words", Integer.class))
        .setQueries(fields.value("queries", Long.class))
        .setAdversarialCaption(fields.textOrNull("adversarialCaption"))
        .setWorstAttack(fields.textOrNull("worstAttack"))
        .setGradients(fields.count("gradients"))
        .setZeroGradients(fields.count("zeroGradients"))
        .setNonFiniteGradients(fields.count("nonFiniteGradients"))
        .setCleanCaption(fields.textOrNull("cleanCaption"))
        .setAdversarialImage(fields.valueOrNull("adversarialPicture", ByteBuffer.class))
        .setKeptLogits(fields.has("keptLogits") ? fields.floats("keptLogits") : null)
        .build();
  }
}
