package com.example;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.StudySource;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.TypeDescriptor;

/** A layout from another jar: two words of the path are two captions. */
public final class TwoStudies implements StudySource {

  @Override
  public String name() {
    return "two-studies";
  }

  @Override
  public PTransform<PBegin, JoinedStudies> read(CohortFiles files) {
    return new Read(files.reports());
  }

  private static final class Read extends PTransform<PBegin, JoinedStudies> {
    private static final long serialVersionUID = 1;

    private final String reports;

    Read(String reports) {
      this.reports = reports;
    }

    @Override
    public JoinedStudies expand(PBegin begin) {
      return new JoinedStudies(
          begin.apply("Studies", Create.of(study("1", reports), study("2", reports + " again"))),
          begin.apply("Quarantined", Create.empty(TypeDescriptor.of(Quarantined.class))));
    }

    private static Study study(String uid, String caption) {
      return Study.newBuilder().setUid(uid).setCaption(caption).setLabel(ClassNames.NORMAL).build();
    }
  }
}
