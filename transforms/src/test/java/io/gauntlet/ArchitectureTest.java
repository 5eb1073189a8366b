package io.gauntlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The packages are floors: each uses only those under it, and Beam lives on the top one. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gauntlet");

  private static final ArchRule FLOORS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("transforms")
          .definedBy("io.gauntlet.transforms..")
          .layer("report")
          .definedBy("io.gauntlet.report..")
          .layer("score")
          .definedBy("io.gauntlet.score..")
          .layer("plan")
          .definedBy("io.gauntlet.plan..")
          .layer("attack")
          .definedBy("io.gauntlet.attack..")
          .layer("model")
          .definedBy("io.gauntlet.model..")
          .layer("data")
          .definedBy("io.gauntlet.data..")
          .layer("schema")
          .definedBy("io.gauntlet.schema..")
          .whereLayer("transforms")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("transforms")
          .whereLayer("score")
          .mayOnlyBeAccessedByLayers("transforms", "report")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("transforms")
          .whereLayer("attack")
          .mayOnlyBeAccessedByLayers("transforms", "report", "score", "plan")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("transforms", "report", "score", "plan", "attack")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("transforms", "report", "score", "plan", "attack", "model");

  private static final ArchRule BEAM_LIVES_ON_THE_TOP_FLOOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.gauntlet.transforms..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam..");

  private static final ArchRule NO_CYCLES =
      slices().matching("io.gauntlet.(**)").should().beFreeOfCycles();

  @Test
  void eachFloorUsesOnlyThoseUnderIt() {
    FLOORS.check(CLASSES);
  }

  @Test
  void beamLivesOnTheTopFloor() {
    BEAM_LIVES_ON_THE_TOP_FLOOR.check(CLASSES);
  }

  @Test
  void noPackagesGoInCircles() {
    NO_CYCLES.check(CLASSES);
  }
}
