package io.gauntlet.attack.image;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Until;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.training.Adversaries;
import java.util.List;

/**
 * The attacks on pixels that are built in: what each says of itself, and how it is made of its
 * options. An attack is added with one value here, and its place in {@link #all}.
 */
public final class ImageAttacks {
  private static final int SQUARE_QUERIES = 5000;

  private static final ImmutableMap<String, Loss> LOSSES =
      ImmutableMap.of("margin", Loss.MARGIN, "cross-entropy", Loss.CROSS_ENTROPY, "dlr", Loss.DLR);

  private static final ImageAttackProvider FGSM =
      ImageAttackProvider.of(
          AttackDescription.of(
              "fgsm",
              AttackerKnowledge.WHITE_BOX,
              "one step along the gradient's sign",
              Ball.LARGEST_CHANGE,
              "Goodfellow et al. 2015, section 4",
              Ball.EPSILON),
          options -> Bim.fgsm(Ball.linf(options)));

  private static final ImageAttackProvider BIM =
      ImageAttackProvider.of(
          AttackDescription.of(
              "bim",
              AttackerKnowledge.WHITE_BOX,
              "small steps along the gradient's sign, from the clean image",
              Ball.LARGEST_CHANGE,
              "Kurakin et al. 2017, section 2.2",
              Ball.EPSILON,
              AttackOption.steps("steps", 10, "gradients, at least 1"),
              AttackOption.number("travel", 1.25, "length of all steps together, in epsilons")),
          options -> new Bim(Ball.linf(options), options.count("steps"), options.number("travel")));

  private static final ImageAttackProvider MI_FGSM =
      ImageAttackProvider.of(
          AttackDescription.of(
              "mi-fgsm",
              AttackerKnowledge.WHITE_BOX,
              "steps along the sign of a momentum of gradients",
              Ball.LARGEST_CHANGE,
              "Dong et al. 2018, algorithm 1",
              Ball.EPSILON,
              AttackOption.steps("steps", 10, "gradients, at least 1"),
              AttackOption.number("decay", 1, "of the momentum, at least 0")),
          options ->
              new MomentumIterative(
                  Ball.linf(options), options.count("steps"), options.number("decay")));

  private static final ImageAttackProvider DI_FGSM =
      ImageAttackProvider.of(
          AttackDescription.of(
              "di-fgsm",
              AttackerKnowledge.WHITE_BOX,
              "steps from gradients at shrunk and padded images, made for transfer",
              Ball.LARGEST_CHANGE,
              "Xie et al. 2019, section 3.3",
              Ball.EPSILON,
              AttackOption.steps("steps", 10, "gradients, at least 1"),
              AttackOption.number("travel", 1.25, "length of all steps together, in epsilons"),
              AttackOption.number("decay", 0, "of the momentum, at least 0"),
              AttackOption.number("probability", 0.5, "of a changed input, in [0, 1]"),
              AttackOption.number(
                  "shrink", 0.9, "least size of a changed input, a share in [0.1, 1]")),
          options ->
              new DiverseInputs(
                  Ball.linf(options),
                  options.count("steps"),
                  options.number("travel"),
                  options.number("decay"),
                  options.number("probability"),
                  options.number("shrink")));

  private static final ImageAttackProvider PGD =
      ImageAttackProvider.of(
          AttackDescription.of(
              "pgd",
              AttackerKnowledge.WHITE_BOX,
              "projected gradient descent from random starts",
              Ball.LARGEST_CHANGE,
              "Madry et al. 2018, section 2.1",
              Ball.EPSILON_OF_NORM,
              AttackOption.steps("steps", 10, "gradients, at least 1"),
              AttackOption.NORM,
              AttackOption.count("restarts", 1, "random starts, at least 1"),
              AttackOption.number("travel", 2.5, "length of all steps together, in epsilons"),
              Until.END.asStandard()),
          options ->
              new Pgd(
                  Ball.ofNorm(options),
                  options.count("steps"),
                  options.number("travel"),
                  options.count("restarts"),
                  Until.of(options)));

  private static final ImageAttackProvider APGD =
      ImageAttackProvider.of(
          AttackDescription.of(
              "apgd",
              AttackerKnowledge.WHITE_BOX,
              "projected gradient descent whose step sizes adapt, from random starts",
              Ball.LARGEST_CHANGE,
              "Croce and Hein 2020, Reliable evaluation, algorithm 1",
              Ball.EPSILON_OF_NORM,
              AttackOption.steps("steps", 100, "gradients of each restart; 50 or more make sense"),
              AttackOption.NORM,
              AttackOption.choice(
                  "loss",
                  List.copyOf(LOSSES.keySet()),
                  "what is made larger; dlr needs three classes or more"),
              AttackOption.count("restarts", 5, "random starts, at least 1"),
              Until.FOOLED.asStandard()),
          options ->
              new Apgd(
                  Ball.ofNorm(options),
                  LOSSES.get(options.name("loss")),
                  options.count("steps"),
                  options.count("restarts"),
                  Until.of(options)));

  private static final ImageAttackProvider AUTO =
      ImageAttackProvider.of(
          AttackDescription.of(
              "auto",
              AttackerKnowledge.WHITE_BOX,
              "the honest suite: APGD on the margin, FAB, Square; the worst of each study",
              Ball.LARGEST_CHANGE,
              "after Croce and Hein 2020, Reliable evaluation, section 4",
              Ball.EPSILON,
              AttackOption.count(
                  "square-queries", SQUARE_QUERIES, "of Square, of each study at most")),
          options -> Auto.of(Ball.linf(options), options.count("square-queries")));

  private static final ImageAttackProvider FAB =
      ImageAttackProvider.of(
          AttackDescription.of(
              "fab",
              AttackerKnowledge.WHITE_BOX,
              "nearest change that fools, along the linearised boundary",
              Ball.LARGEST_CHANGE,
              "Croce and Hein 2020, A fast adaptive boundary attack, algorithm 1",
              Distance.LINF,
              AttackOption.steps("steps", Fab.STEPS, "gradients, at least 1"),
              AttackOption.number(
                  "alpha-max",
                  Fab.ALPHA_MAX,
                  "most weight of the way from the clean image, in [0, 1]"),
              AttackOption.number("eta", Fab.ETA, "overshoot of the steps, in [1, 2]"),
              AttackOption.number(
                  "beta", Fab.BETA, "what a step back leaves of the way, in [0, 1]")),
          options ->
              new Fab(
                  new Distance(Norm.LINF, options.number("epsilon")),
                  options.count("steps"),
                  options.number("alpha-max"),
                  options.number("eta"),
                  options.number("beta")));

  private static final ImageAttackProvider FMN =
      ImageAttackProvider.of(
          AttackDescription.of(
              "fmn",
              AttackerKnowledge.WHITE_BOX,
              "nearest change that fools, in a ball whose radius is learnt",
              Ball.LARGEST_CHANGE,
              "Pintor et al. 2021, algorithm 1",
              Distance.LINF,
              AttackOption.steps("steps", Fmn.STEPS, "gradients, at least 1"),
              AttackOption.NORM,
              AttackOption.number("step-size", Fmn.STEP_SIZE, "length of the first step, above 0"),
              AttackOption.number(
                  "gamma", Fmn.GAMMA, "share by which the radius changes at first, below 1")),
          options ->
              new Fmn(
                  new Distance(Norm.of(options), options.number("epsilon")),
                  options.count("steps"),
                  options.number("step-size"),
                  options.number("gamma")));

  private static final ImageAttackProvider DEEP_FOOL =
      ImageAttackProvider.of(
          AttackDescription.of(
              "deepfool",
              AttackerKnowledge.WHITE_BOX,
              "straight over the linearised boundary",
              Distance.LENGTH,
              "Moosavi-Dezfooli et al. 2016, algorithm 1",
              Distance.L2,
              AttackOption.steps("steps", 50, "gradients at most"),
              AttackOption.number("overshoot", 0.02, "share of the way gone beyond, above 0")),
          options ->
              new DeepFool(
                  new Distance(Norm.L2, options.number("epsilon")),
                  options.count("steps"),
                  options.number("overshoot")));

  private static final ImageAttackProvider CARLINI_WAGNER =
      ImageAttackProvider.of(
          AttackDescription.of(
              "cw",
              AttackerKnowledge.WHITE_BOX,
              "shortest change that fools, by Adam on length and margin",
              Distance.LENGTH,
              "Carlini and Wagner 2017, section VI.A",
              Distance.L2,
              AttackOption.steps("steps", 1000, "gradients of each round at most"),
              AttackOption.count(
                  "rounds", 9, "of the bisection of the margin's weight, at least 1"),
              AttackOption.number("rate", 0.01, "Adam's learning rate, above 0"),
              AttackOption.number("weight", 0.001, "of the margin in the first round, above 0"),
              AttackOption.number("confidence", 0, "by how much the victim shall err, at least 0")),
          options ->
              new CarliniWagner(
                  new Distance(Norm.L2, options.number("epsilon")),
                  options.count("rounds"),
                  options.count("steps"),
                  options.number("rate"),
                  options.number("weight"),
                  options.number("confidence")));

  private static final ImageAttackProvider SQUARE =
      ImageAttackProvider.of(
          AttackDescription.of(
              "square",
              AttackerKnowledge.SCORES,
              "squares at random places, kept where the margin rises",
              Ball.LARGEST_CHANGE,
              "Andriushchenko et al. 2020, algorithms 1 and 2",
              Ball.EPSILON,
              AttackOption.steps("queries", SQUARE_QUERIES, "of each study at most"),
              AttackOption.number(
                  "p-init",
                  Square.SHARE,
                  "share of the image that the first squares cover, in (0, 1]")),
          options ->
              new Square(Ball.linf(options), options.count("queries"), options.number("p-init")));

  private static final ImageAttackProvider HOP_SKIP_JUMP =
      ImageAttackProvider.of(
          AttackDescription.of(
              "hop-skip-jump",
              AttackerKnowledge.DECISIONS,
              "along the boundary, by the victim's decisions around it",
              Distance.LENGTH,
              "Chen et al. 2020, algorithm 2",
              Distance.L2,
              AttackOption.steps("queries", 5000, "of each study at most"),
              AttackOption.count("probes", 100, "around the boundary in the first iteration")),
          options ->
              new HopSkipJump(
                  new Distance(Norm.L2, options.number("epsilon")),
                  options.count("queries"),
                  options.count("probes")));

  private ImageAttacks() {}

  /** What a training that defends a victim learns from and is examined with. */
  public static Adversaries adversaries(Defence defence) {
    return TrainingAdversary.of(defence);
  }

  /** All of them, those that know most of their victim first. */
  public static ImmutableList<ImageAttackProvider> all() {
    return ImmutableList.<ImageAttackProvider>builder()
        .add(FGSM, BIM, MI_FGSM, DI_FGSM, PGD, APGD, AUTO)
        .add(FAB, FMN, DEEP_FOOL, CARLINI_WAGNER)
        .add(SQUARE, HOP_SKIP_JUMP)
        .addAll(ImageControls.all())
        .build();
  }
}
