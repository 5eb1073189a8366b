package io.gauntlet.pipelines.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the cloud's form for a template knows of an option beyond what Beam's annotations say. Every
 * option is a template's parameter; this narrows what it takes there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TemplateParameter {
  /** A file or folder in a bucket. */
  String GCS_PATH = "gs://[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]/.+";

  /** Dataflow's type of the parameter, such as {@code GCS_READ_FILE}. */
  String type() default "TEXT";

  /** A regular expression that the whole value has to match; empty for the type's own. */
  String regex() default "";

  /** A value that can be taken. */
  String example() default "";
}
