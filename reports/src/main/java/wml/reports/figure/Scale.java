package wml.reports.figure;

import java.util.ArrayList;
import java.util.List;

/** Places values between 0 and 1 along an axis, and knows its ticks. */
public sealed interface Scale {
  double low();

  double high();

  /** 0 at {@code low}, 1 at {@code high}. */
  double place(double value);

  /** Values within the scale, in rising order: about {@code wanted}, never more than twice that. */
  List<Double> ticks(int wanted);

  /** Even steps. */
  record Linear(double low, double high, boolean binary) implements Scale {
    public Linear {
      check(low, high);
    }

    /** From 0 to a round value at or above the greatest. */
    public static Linear from0(double greatest, Unit unit) {
      double top = greatest > 0 ? greatest : 1;
      double step = step(top, 5, unit.isBinary());
      return new Linear(0, Math.ceil(top / step - 1e-9) * step, unit.isBinary());
    }

    /** Round values around both. */
    public static Linear around(double least, double greatest, Unit unit) {
      double span = greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1);
      double step = step(span, 5, unit.isBinary());
      double low = Math.floor(least / step + 1e-9) * step;
      double high = Math.ceil(greatest / step - 1e-9) * step;
      return new Linear(low, high > low ? high : low + step, unit.isBinary());
    }

    @Override
    public double place(double value) {
      return (value - low) / (high - low);
    }

    @Override
    public List<Double> ticks(int wanted) {
      double step = step(high - low, Math.max(1, wanted), binary);
      List<Double> ticks = new ArrayList<>();
      for (double i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
        ticks.add(i == 0 ? 0.0 : i * step); // no -0
      }
      return ticks;
    }

    private static double step(double span, int wanted, boolean binary) {
      double rough = span / wanted;
      if (binary) {
        // Round in the unit that the axis will have: 200 MiB rather than 256 MiB or 10^8 bytes.
        double prefix = Math.pow(1024, Math.max(0, Math.floor(Math.log(span) / Math.log(1024))));
        return step(span / prefix, wanted, false) * prefix;
      }
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      for (double digit : new double[] {1, 2, 2.5, 5}) {
        if (digit * power >= rough * (1 - 1e-9)) {
          return digit * power;
        }
      }
      return 10 * power;
    }
  }

  /**
   * Even ratios.
   *
   * @param base 2 or 10
   */
  record Logarithmic(double low, double high, int base) implements Scale {
    public Logarithmic {
      check(low, high);
      if (!(low > 0)) {
        throw new IllegalArgumentException("a logarithmic scale from " + low);
      }
    }

    /** Whole powers around both, which are above 0. */
    public static Logarithmic around(double least, double greatest, int base) {
      double low = Math.pow(base, Math.floor(log(least, base) + 1e-9));
      double high = Math.pow(base, Math.ceil(log(greatest, base) - 1e-9));
      return new Logarithmic(low, high > low ? high : low * base, base);
    }

    @Override
    public double place(double value) {
      return Math.log(value / low) / Math.log(high / low);
    }

    @Override
    public List<Double> ticks(int wanted) {
      int first = (int) Math.ceil(log(low, base) - 1e-9);
      int last = (int) Math.floor(log(high, base) + 1e-9);
      List<Double> ticks = new ArrayList<>();
      if (base == 10 && (last - first + 1) * 2 <= wanted) {
        return between(first, wanted >= (last - first + 1) * 3 ? List.of(1, 2, 5) : List.of(1, 3));
      }
      int every = Math.max(1, (int) Math.ceil((last - first + 1) / (double) Math.max(1, wanted)));
      for (int power = first; power <= last; power += every) {
        ticks.add(Math.pow(base, power));
      }
      return ticks;
    }

    /** Of few decades also what lies between the powers. */
    private List<Double> between(int first, List<Integer> digits) {
      List<Double> ticks = new ArrayList<>();
      for (int power = first - 1; Math.pow(10, power) <= high; power++) {
        for (int digit : digits) {
          double value = digit * Math.pow(10, power);
          if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
            ticks.add(value);
          }
        }
      }
      return ticks;
    }

    private static double log(double value, int base) {
      return Math.log(value) / Math.log(base);
    }
  }

  private static void check(double low, double high) {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new IllegalArgumentException("a scale from " + low + " to " + high);
    }
  }
}
