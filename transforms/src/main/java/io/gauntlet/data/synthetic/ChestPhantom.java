package io.gauntlet.data.synthetic;

import io.gauntlet.data.synthetic.SyntheticFinding.Contrast;
import io.gauntlet.data.synthetic.SyntheticFinding.Side;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Draws a chest from formulas: soft ellipses for body, lungs and heart, bands for spine and ribs,
 * and a shape for each finding. Coordinates run from -1 to 1, x to the right and y downwards;
 * brightness runs from 0 (air) to 1 (bone).
 */
final class ChestPhantom {
  private static final double EDGE = 0.05;
  private static final double NOISE = 0.02;
  private static final double LUNG_X = 0.43;
  private static final double LUNG_Y = -0.08;
  private static final double LUNG_WIDTH = 0.34;
  private static final double LATERAL_LUNG_WIDTH = 0.56;

  private final PhantomAnatomy body;
  private final List<SyntheticFinding> findings;

  ChestPhantom(PhantomAnatomy body, List<SyntheticFinding> findings) {
    this.body = body;
    this.findings = List.copyOf(findings);
  }

  /** The frontal image, {@code size} pixels square, with noise from {@code random}. */
  BufferedImage frontal(int size, SplittableRandom random) {
    return draw(size, this::frontalDensity, random);
  }

  /** The lateral image, {@code size} pixels square, with noise from {@code random}. */
  BufferedImage lateral(int size, SplittableRandom random) {
    return draw(size, this::lateralDensity, random);
  }

  private BufferedImage draw(int size, DoubleBinaryOperator density, SplittableRandom random) {
    final BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    final WritableRaster raster = image.getRaster();
    for (int row = 0; row < size; row++) {
      final double y = (2.0 * row + 1.0) / size - 1.0 - body.stance().low();
      for (int column = 0; column < size; column++) {
        final double x = ((2.0 * column + 1.0) / size - 1.0 - body.stance().right()) / body.width();
        final double noisy =
            density.applyAsDouble(x, y) * body.exposure() + NOISE * random.nextGaussian();
        raster.setSample(column, row, 0, (int) StrictMath.rint(255.0 * clamp(noisy)));
      }
    }
    return image;
  }

  private double frontalDensity(double x, double y) {
    final double torso = ellipse(x, y - 0.5, 0.98, 1.6);
    final double heartSize = body.heart().size() * heartGrowth(Contrast::frontal);
    final double heart =
        ellipse(x - body.heart().x() * heartSize, y - 0.24, 0.27 * heartSize, 0.26 * heartSize);
    final double mediastinum = ellipse(x - 0.02, y + 0.3, 0.13, 0.6);
    final double side = x < 0 ? -1.0 : 1.0;
    final double dome = body.diaphragm() + (x < 0 ? -0.03 : 0.03) + 0.9 * square(x - side * 0.36);
    final double chest =
        ellipse(x - side * LUNG_X, y - LUNG_Y, LUNG_WIDTH, body.lungHeight())
            * step((dome - y) / EDGE);
    final double lung = chest * (1.0 - StrictMath.max(heart, mediastinum));
    final double spine = 0.08 * bump(x / 0.07) * (0.8 + 0.2 * StrictMath.cos(y * 40.0));
    final double hilum = 0.10 * bump((x - side * 0.2) / 0.09) * bump((y + 0.05) / 0.16);
    final double bones = body.ribs().contrast() * rib(y + 0.5 * x * x);
    final double collar = 0.10 * bump((y + 0.72 - 0.15 * side * x) / 0.05) * torso;
    double value =
        0.05 + 0.55 * torso - 0.38 * lung + 0.08 * heart * torso + spine * torso + collar;
    value += (hilum + bones) * lung;
    for (SyntheticFinding finding : findings) {
      value += finding.contrast().frontal() * frontalChange(finding, x, y, dome) * lung;
    }
    return value;
  }

  private double lateralDensity(double x, double y) {
    final double torso = ellipse(x, y - 0.3, 0.86, 1.25);
    final double heartSize = body.heart().size() * heartGrowth(Contrast::lateral);
    final double heart = ellipse(x + 0.26, y - 0.24, 0.27 * heartSize, 0.27 * heartSize);
    final double dome = body.diaphragm() + 0.02 + 0.5 * square(x + 0.15);
    final double chest =
        ellipse(x, y - LUNG_Y, LATERAL_LUNG_WIDTH, body.lungHeight()) * step((dome - y) / EDGE);
    final double curve = x - 0.5 + 0.25 * square(y);
    final double spine =
        bump(curve / 0.09) * (0.16 + 0.05 * StrictMath.cos(y * 2.0 * StrictMath.PI / 0.2));
    final double sternum = 0.14 * bump((x + 0.66 - 0.25 * square(y + 0.1)) / 0.05);
    final double lung = chest * (1.0 - 0.8 * heart);
    final double bones = 0.6 * body.ribs().contrast() * rib(y - 0.35 * x);
    final double hilum = 0.10 * bump((x - 0.02) / 0.12) * bump((y + 0.05) / 0.12);
    double value = 0.05 + 0.58 * torso - 0.36 * lung + 0.06 * heart + (spine + sternum) * torso;
    value += (bones + hilum) * lung;
    for (SyntheticFinding finding : findings) {
      value += finding.contrast().lateral() * lateralChange(finding, x, y, dome) * lung;
    }
    return value;
  }

  /** How much larger the heart is drawn because of cardiomegaly, 1 without it. */
  private double heartGrowth(ToDoubleFunction<Contrast> view) {
    double growth = 1.0;
    for (SyntheticFinding finding : findings) {
      if (finding.kind() == Finding.CARDIOMEGALY) {
        growth += view.applyAsDouble(finding.contrast()) * (0.38 + 0.22 * finding.size());
      }
    }
    return growth;
  }

  /** The change of brightness in a frontal lung at full contrast. */
  private double frontalChange(SyntheticFinding finding, double x, double y, double dome) {
    final double sign = finding.side() == Side.LEFT ? 1.0 : -1.0;
    final double outward = x * sign - LUNG_X;
    if (finding.kind() == Finding.EDEMA) {
      final double away = StrictMath.abs(x) - 0.32;
      return (0.20 + 0.1 * finding.size()) * bump(away / 0.26) * bump((y - 0.02) / 0.34);
    }
    if (x * sign < 0) {
      return 0.0;
    }
    final double right = outward - 0.15 * finding.place().across();
    return switch (finding.kind()) {
      case PLEURAL_EFFUSION -> {
        final double level = 0.2 + 0.22 * finding.size() + 1.2 * square(outward + 0.1);
        yield 0.36 * step((y - dome + level) / EDGE);
      }
      case PNEUMOTHORAX -> {
        final double shrink = 0.72 - 0.16 * finding.size();
        final double height = body.lungHeight() * shrink;
        final double rest = ellipse(outward + 0.12, y - LUNG_Y - 0.16, LUNG_WIDTH * shrink, height);
        yield 0.14 * rest - 0.17 * (1.0 - rest);
      }
      default -> spot(finding, right, y);
    };
  }

  /** The change of brightness in the lateral lung at full contrast. */
  private double lateralChange(SyntheticFinding finding, double x, double y, double dome) {
    final double right = x - 0.1 - 0.28 * finding.place().depth();
    return switch (finding.kind()) {
      case PLEURAL_EFFUSION -> {
        final double level = 0.14 + 0.18 * finding.size() + 0.3 * StrictMath.max(x, 0.0);
        yield 0.34 * step((y - dome + level) / EDGE) * step((x + 0.1) / 0.1);
      }
      case PNEUMOTHORAX -> {
        final double rest = ellipse(x - 0.05, y - 0.1, 0.44, body.lungHeight() * 0.8);
        yield -0.12 * (1.0 - rest);
      }
      case EDEMA -> (0.18 + 0.1 * finding.size()) * bump(x / 0.3) * bump((y - 0.02) / 0.3);
      default -> spot(finding, right, y);
    };
  }

  private double spot(SyntheticFinding finding, double x, double y) {
    final double down = y - LUNG_Y - (finding.place().height() - 0.5) * 1.1 * body.lungHeight();
    final double size = finding.size();
    return switch (finding.kind()) {
      case NODULE -> {
        final double radius = 0.09 + 0.05 * size;
        yield 0.36 * step((1.0 - StrictMath.hypot(x, down) / radius) / 0.2);
      }
      case GRANULOMA -> {
        final double radius = 0.06 + 0.03 * size;
        yield 0.62 * step((1.0 - StrictMath.hypot(x, down) / radius) / 0.2);
      }
      case OPACITY -> 0.36 * bump(x / (0.17 + 0.08 * size)) * bump(down / (0.15 + 0.08 * size));
      case ATELECTASIS -> {
        final double band = y - 0.26 + 0.06 * size + (0.4 * size - 0.2) * x;
        yield 0.38 * bump(band / (0.045 + 0.02 * size)) * step((0.24 - StrictMath.abs(x)) / EDGE);
      }
      default -> 0.0;
    };
  }

  private double rib(double y) {
    final double angle = 2.0 * StrictMath.PI * (y / body.ribs().spacing() + body.ribs().phase());
    final double wave = StrictMath.max(0.0, StrictMath.cos(angle));
    return wave * wave;
  }

  /** 1 inside an ellipse about the origin, 0 outside, with a soft edge. */
  private static double ellipse(double x, double y, double halfWidth, double halfHeight) {
    return step((1.0 - StrictMath.hypot(x / halfWidth, y / halfHeight)) / EDGE);
  }

  /** A smooth step from 0 to 1 about 0. */
  private static double step(double value) {
    return 1.0 / (1.0 + StrictMath.exp(-2.0 * value));
  }

  /** A smooth bump of height 1 at 0. */
  private static double bump(double value) {
    return StrictMath.exp(-0.5 * value * value);
  }

  private static double square(double value) {
    return value * value;
  }

  private static double clamp(double value) {
    return StrictMath.min(1.0, StrictMath.max(0.0, value));
  }
}
