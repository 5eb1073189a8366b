package io.gauntlet.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Options are read at the door: what is asked for travels as values that know no options. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gauntlet.pipelines");

  private static final ArchRule REQUESTS_KNOW_NO_OPTIONS =
      noClasses()
          .that()
          .resideInAPackage("io.gauntlet.pipelines.request..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.beam.sdk.options..", "io.gauntlet.pipelines.options..");

  private static final ArchRule NO_CYCLES =
      slices().matching("io.gauntlet.pipelines.(*)").should().beFreeOfCycles();

  @Test
  void requestsKnowNoOptions() {
    REQUESTS_KNOW_NO_OPTIONS.check(CLASSES);
  }

  @Test
  void noPackagesGoInCircles() {
    NO_CYCLES.check(CLASSES);
  }
}
