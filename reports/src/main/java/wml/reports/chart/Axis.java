package wml.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import wml.reports.figure.Scale;
import wml.reports.figure.Unit;

/** What a coordinate means: where values are placed, and what is written there. */
final class Axis {
  /** Between least and greatest: on a linear axis the least would lie on the floor. */
  private static final double DECADES = 50;

  private final String title;
  private final Scale scale;
  private final boolean words;
  private final IntFunction<List<Tick>> ticks;

  private Axis(String title, Scale scale, boolean words, IntFunction<List<Tick>> ticks) {
    this.words = words;
    this.title = title;
    this.scale = scale;
    this.ticks = ticks;
  }

  /** To whole decades, or of few decades to 1, 2 or 5 of one. */
  static Scale.Logarithmic around(double least, double greatest) {
    Scale.Logarithmic decades = Scale.Logarithmic.around(least, greatest, 10);
    double low = decades.low();
    double high = decades.high();
    if (high / low <= 1e4) {
      for (double step : new double[] {2, 5}) {
        low = decades.low() * step <= least ? decades.low() * step : low;
      }
      for (double step : new double[] {2, 5}) {
        high = decades.high() / step >= greatest ? decades.high() / step : high;
      }
    }
    return low < high ? new Scale.Logarithmic(low, high, 10) : decades;
  }

  /** From 0, unless the values, which are above 0, span decades: then with even ratios. */
  static Axis of(Unit unit, String words, double least, double greatest) {
    if (least > 0 && greatest / least >= DECADES) {
      Scale.Logarithmic scale =
          unit.isBinary() ? Scale.Logarithmic.around(least, greatest, 2) : around(least, greatest);
      return logarithmic(scale, unit, words);
    }
    return linear(Scale.Linear.from0(greatest, unit), unit, words);
  }

  /** Even steps; the unit's prefix that suits the greatest value stands in the title. */
  static Axis linear(Scale.Linear scale, Unit unit, String words) {
    Unit.Scaled scaled = unit.suiting(Math.max(Math.abs(scale.low()), Math.abs(scale.high())));
    String title = scaled.symbol().isEmpty() ? words : words + " (" + scaled.symbol() + ")";
    return new Axis(
        title,
        scale,
        false,
        wanted -> {
          List<Double> values = scale.ticks(wanted);
          double step = values.size() < 2 ? 1 : (values.get(1) - values.get(0)) / scaled.factor();
          // One more digit than the step's first: it may be 2.5.
          int digits = (int) Math.max(0, Math.ceil(1 - Math.log10(step) - 1e-9));
          return ticks(scale, wanted, value -> plain(value / scaled.factor(), digits));
        });
  }

  /** Even ratios; each label has its unit's prefix. */
  static Axis logarithmic(Scale.Logarithmic scale, Unit unit, String words) {
    String title = unit == Unit.PER_SECOND ? words + " (1/s)" : words;
    // Prefixes of 1024 are told from those of 1000 by their whole unit.
    Label label = unit == Unit.BYTES_PER_SECOND ? unit::format : unit::tick;
    return new Axis(title, scale, false, wanted -> ticks(scale, wanted, label));
  }

  /** Even ratios of shares from 0 to 1, as percentages. */
  static Axis shares(Scale.Logarithmic scale, String words) {
    return new Axis(words, scale, false, wanted -> ticks(scale, wanted, Axis::percent));
  }

  /** Labels at some values alone. Of many, every second, third ... is shown. */
  static Axis at(Scale scale, List<Double> values, List<String> labels, String words) {
    return new Axis(
        words,
        scale,
        false,
        wanted -> {
          int every = Math.max(1, (int) Math.ceil(values.size() / (double) wanted));
          List<Tick> some = new ArrayList<>();
          for (int i = 0; i < values.size(); i += every) {
            some.add(new Tick(scale.place(values.get(i)), labels.get(i)));
          }
          return some;
        });
  }

  /** Words at 0, 1, 2 ... with room for lines below each. */
  static Axis words(Scale scale, List<String> words, String title) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      values.add((double) i);
    }
    Axis axis = at(scale, values, words, title);
    return new Axis(title, scale, true, axis.ticks);
  }

  /** Of 1/(1-p), as far as there are values: 50 %, 90 %, 99 % ... */
  static Axis percentiles(double values) {
    int nines = Math.max(1, (int) Math.floor(Math.log10(values) + 1e-9));
    Scale scale = new Scale.Logarithmic(1, Math.max(10, values), 10);
    return new Axis(
        "percentile",
        scale,
        false,
        wanted -> {
          List<Tick> ticks = new ArrayList<>();
          if (wanted > nines) {
            ticks.add(new Tick(scale.place(2), "50 %"));
          }
          int every = Math.max(1, (int) Math.ceil(nines / (double) wanted));
          for (int i = 1; i <= nines; i += every) {
            BigDecimal above = BigDecimal.ONE.scaleByPowerOfTen(2 - i);
            String label = BigDecimal.valueOf(100).subtract(above).toPlainString() + " %";
            ticks.add(new Tick(scale.place(Math.pow(10, i)), label));
          }
          return ticks;
        });
  }

  static String percent(double share) {
    BigDecimal rounded = new BigDecimal(share * 100, new MathContext(3)).stripTrailingZeros();
    return rounded.toPlainString() + " %";
  }

  private static String plain(double value, int digits) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0
        ? "0"
        : rounded.stripTrailingZeros().toPlainString().replace('-', '−');
  }

  String title() {
    return title;
  }

  /** Labels of any length, evenly spaced: they are wrapped rather than left out. */
  boolean isWords() {
    return words;
  }

  boolean isLogarithmic() {
    return scale instanceof Scale.Logarithmic;
  }

  Scale scale() {
    return scale;
  }

  double place(double value) {
    return scale.place(value);
  }

  /** At most about so many, in rising order. */
  List<Tick> ticks(int wanted) {
    return ticks.apply(wanted);
  }

  private interface Label {
    String of(double value);
  }

  private static List<Tick> ticks(Scale scale, int wanted, Label label) {
    return scale.ticks(wanted).stream()
        .map(value -> new Tick(scale.place(value), label.of(value)))
        .toList();
  }
}
