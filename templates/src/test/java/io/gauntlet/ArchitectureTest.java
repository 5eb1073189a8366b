package io.gauntlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the packages of all three modules may use each other. */
class ArchitectureTest {
  private static final int MOST_CLASSES = 25;
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gauntlet");

  /** From the lowest; each may use those before it. */
  private static final String[] FLOORS = {
    "schema",
    "data",
    "model",
    "attack",
    "records",
    "plan",
    "score",
    "report",
    "transforms",
    "pipelines",
    "templates"
  };

  @Test
  void eachFloorUsesOnlyThoseUnderIt() {
    var floors = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String floor : FLOORS) {
      floors = floors.layer(floor).definedBy("io.gauntlet." + floor + "..");
    }
    for (int i = 0; i < FLOORS.length; i++) {
      String[] above = Arrays.copyOfRange(FLOORS, i + 1, FLOORS.length);
      floors =
          above.length == 0
              ? floors.whereLayer(FLOORS[i]).mayNotBeAccessedByAnyLayer()
              : floors.whereLayer(FLOORS[i]).mayOnlyBeAccessedByLayers(above);
    }
    floors.check(CLASSES);
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("io.gauntlet.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void beamIsUsedByTheTopFloorsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.gauntlet.transforms..", "io.gauntlet.pipelines..", "io.gauntlet.templates..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam..")
        .check(CLASSES);
  }

  /** Outcomes outlive the jars whose attacks made them. */
  @Test
  void scoringReadsOutcomesAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.gauntlet.score..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.gauntlet.attack..", "io.gauntlet.plan..", "io.gauntlet.model..")
        .check(CLASSES);
  }

  /** What a command asks for is plain Java. */
  @Test
  void requestsKnowNeitherBeamNorOptions() {
    noClasses()
        .that()
        .resideInAPackage("io.gauntlet.pipelines.request..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.beam..", "io.gauntlet.pipelines.options..", "io.gauntlet.pipelines.cli..")
        .check(CLASSES);
  }

  @Test
  void noPackageIsCrowded() {
    Map<String, Long> crowded =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getSimpleName().startsWith("AutoValue_"))
            .filter(type -> !type.getPackageName().equals("io.gauntlet.schema"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    crowded.values().removeIf(classes -> classes <= MOST_CLASSES);
    assertEquals(Map.of(), crowded);
  }
}
