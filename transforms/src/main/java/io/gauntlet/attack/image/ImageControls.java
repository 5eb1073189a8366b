package io.gauntlet.attack.image;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.image.kit.Ball;

/**
 * Controls: changes of images that know nothing of the victim, and show how much of an attack's
 * success noise alone has, or what a victim does without images.
 */
final class ImageControls {
  private static final ImageAttackProvider UNIFORM_NOISE =
      ImageAttackProvider.of(
          AttackDescription.of(
              "uniform-noise",
              AttackerKnowledge.NOTHING,
              "noise within the ball, a control",
              Ball.LARGEST_CHANGE,
              "a control",
              Ball.EPSILON),
          options -> new Noise(Noise.Kind.UNIFORM, Ball.linf(options).epsilon()));

  private static final ImageAttackProvider GAUSSIAN_NOISE =
      ImageAttackProvider.of(
          AttackDescription.of(
              "gaussian-noise",
              AttackerKnowledge.NOTHING,
              "normal noise, a control",
              "standard deviation of the noise",
              "a control; Hendrycks and Dietterich 2019, section 3",
              AttackOption.budget("sigma", 0.03, "standard deviation of the noise, in [0, 1]")),
          options -> new Noise(Noise.Kind.GAUSSIAN, options.number("sigma")));

  private static final ImageAttackProvider CONTRAST =
      ImageAttackProvider.of(
          AttackDescription.of(
              "contrast",
              AttackerKnowledge.NOTHING,
              "less contrast, or more, a control",
              "contrast",
              "a control; Hendrycks and Dietterich 2019, section 3",
              AttackOption.budget("factor", 0.5, "of every difference from the mean, at least 0")),
          options -> new Contrast(options.number("factor")));

  private static final ImageAttackProvider BLUR =
      ImageAttackProvider.of(
          AttackDescription.of(
              "blur",
              AttackerKnowledge.NOTHING,
              "a Gaussian blur, a control",
              "width of the blur",
              "a control; Hendrycks and Dietterich 2019, section 3",
              AttackOption.budget(
                  "sigma", 1, "standard deviation of the blur, in pixels, above 0")),
          options -> new Blur(options.number("sigma")));

  private static final ImageAttackProvider DROP_IMAGE =
      ImageAttackProvider.of(
          AttackDescription.of(
              "drop-image",
              AttackerKnowledge.NOTHING,
              "black images: the study without its images, a control",
              "all of the images",
              "a control"),
          Truth.WITHHELD,
          options -> new Dropped());

  private ImageControls() {}

  static ImmutableList<ImageAttackProvider> all() {
    return ImmutableList.of(UNIFORM_NOISE, GAUSSIAN_NOISE, CONTRAST, BLUR, DROP_IMAGE);
  }
}
