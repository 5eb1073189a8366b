package io.gauntlet.attack.image.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An attack in a user's jar sees the whole kit, and needs nothing that it cannot see. */
class KitApiTest {
  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gauntlet.attack.image.kit");

  @Test
  void whatIsPublicTakesAndGivesWhatIsPublic() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(useOnlyPublicTypes())
        .check(KIT);
  }

  @Test
  void theKitKnowsOfNothingButTheInterfaceOfAttacks() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are the kit's, an attack's or a library's",
                dependency ->
                    !dependency.getPackageName().startsWith("io.gauntlet.")
                        || dependency.getPackageName().equals("io.gauntlet.attack")
                        || dependency.getPackageName().equals("io.gauntlet.attack.image.kit")))
        .check(KIT);
  }

  private static ArchCondition<JavaMethod> useOnlyPublicTypes() {
    return new ArchCondition<>("use only public types") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(type -> !type.isPrimitive())
            .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " shows " + type.getName())));
      }
    };
  }
}
