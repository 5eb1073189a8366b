package io.gauntlet.attack.image;

/**
 * The change of an image, smallest in the maximum norm, by which a linear function grows by a given
 * number while every pixel stays in {@code [0, 1]} (Croce and Hein 2020, "Minimally distorted",
 * equation 4).
 *
 * <p>Every pixel moves by the same size, or to the end of its range if that is nearer: what the
 * function gains by a size is concave and made of straight pieces, so that Newton's method from 0
 * finds the size in a few steps, and never beyond it.
 */
final class Hyperplane {
  private static final int MOST_PIECES = 100;

  private Hyperplane() {}

  /**
   * Finds the change.
   *
   * @param slope of the linear function
   * @param from the image
   * @param growth by which the function shall grow; may be negative
   * @param change is set to the change; where no image reaches that growth, to the one that comes
   *     closest
   * @return its size in the maximum norm
   */
  static double reach(float[] slope, float[] from, double growth, float[] change) {
    double up = Math.signum(growth);
    double most = 0;
    for (int i = 0; i < slope.length; i++) {
      if (slope[i] != 0) {
        most = Math.max(most, room(slope[i], from[i], up));
      }
    }
    double size = 0;
    for (int piece = 0; piece < MOST_PIECES && size < most; piece++) {
      double gained = 0;
      double rate = 0;
      for (int i = 0; i < slope.length; i++) {
        double room = room(slope[i], from[i], up);
        gained += Math.abs(slope[i]) * Math.min(size, room);
        rate += room > size ? Math.abs(slope[i]) : 0;
      }
      double lacking = Math.abs(growth) - gained;
      if (!(lacking > 1e-12 * Math.abs(growth)) || rate == 0) {
        break;
      }
      size = Math.min(most, size + lacking / rate);
    }
    for (int i = 0; i < slope.length; i++) {
      double sign = Math.signum(slope[i]) * up;
      change[i] = (float) (sign * Math.min(size, room(slope[i], from[i], up)));
    }
    return size;
  }

  private static double room(float slope, float from, double up) {
    return slope * up > 0 ? 1.0 - from : from;
  }
}
