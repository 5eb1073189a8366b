package io.gauntlet.model;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gauntlet.data.ClassNames;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;

/**
 * The classes in a {@code config.json}, which has none where the victim tells NORMAL and ABNORMAL
 * apart: so it was written before there were others.
 */
@JacksonAnnotationsInside
@JsonProperty("classes")
@JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = ConfigClasses.NormalAbnormal.class)
@Retention(RetentionPolicy.RUNTIME)
@interface ConfigClasses {

  /** Reads them. */
  final class Check {
    private Check() {}

    /**
     * The classes of a config.
     *
     * @param named null where the config names none
     * @throws IllegalArgumentException when they are no names of classes
     */
    static List<String> of(List<String> named) {
      return Optional.ofNullable(named).map(ClassNames::check).orElse(ClassNames.NORMAL_ABNORMAL);
    }
  }

  /** Equal to the classes that no config has to name. */
  final class NormalAbnormal {
    @Override
    public boolean equals(Object other) {
      return ClassNames.NORMAL_ABNORMAL.equals(other);
    }

    @Override
    public int hashCode() {
      return ClassNames.NORMAL_ABNORMAL.hashCode();
    }
  }
}
