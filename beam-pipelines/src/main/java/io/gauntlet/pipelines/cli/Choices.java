package io.gauntlet.pipelines.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The names that an option takes: {@code --OPTION=help} lists them, and shells complete them. They
 * are checked where the option is read, which may take more, such as numbers.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Choices {
  /** The names, each alone or as {@code name: meaning}. */
  String[] value() default {};

  /** Where the names are looked up that depend on what is on the class path. */
  Class<? extends ChoiceList> from() default ChoiceList.None.class;
}
