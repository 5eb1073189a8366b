package io.gauntlet.records;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Studies as they were written until the images became a list and the label a name. */
final class OldStudy {
  private static final String DIAGNOSIS = "diagnosis";

  private OldStudy() {}

  static boolean isWrittenIn(Schema schema) {
    return schema.getField(DIAGNOSIS) != null;
  }

  static Study convert(GenericRecord old) {
    OldFields fields = new OldFields(old);
    boolean hasImages = fields.has("frontal") && fields.has("lateral");
    return Study.newBuilder()
        .setUid(fields.text("uid"))
        .setImages(
            hasImages ? Studies.images(fields.text("frontal"), fields.text("lateral")) : List.of())
        .setCaption(fields.text("caption"))
        .setLabel(fields.text(DIAGNOSIS))
        .setAttributes(Studies.ofMeshTerms(fields.texts("meshTerms")))
        .build();
  }
}
