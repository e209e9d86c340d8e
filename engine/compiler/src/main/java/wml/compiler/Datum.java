package wml.compiler;

import java.math.BigDecimal;

/** A value while a script is evaluated. */
sealed interface Datum {
  /** For messages: "a number", "a word or string"... */
  String kind();

  /** As it would appear inside a string. */
  String text();

  /** A whole number. */
  record Whole(long value) implements Datum {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /** A number with a fraction. */
  record Real(double value) implements Datum {
    @Override
    public String kind() {
      return "a fraction";
    }

    @Override
    public String text() {
      return Double.toString(value);
    }
  }

  /**
   * A length of time.
   *
   * @param written as the user wrote it, or computed
   */
  record Duration(double seconds, String written) implements Datum {
    /** A computed one. */
    static Duration ofSeconds(double seconds) {
      return new Duration(seconds, new BigDecimal(Double.toString(seconds)).toPlainString() + "s");
    }

    @Override
    public String kind() {
      return "a duration";
    }

    @Override
    public String text() {
      return written;
    }
  }

  /** A percentage; in arithmetic, the fraction that it stands for. */
  record Percent(double percent) implements Datum {
    @Override
    public String kind() {
      return "a percentage";
    }

    @Override
    public String text() {
      return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + "%";
    }
  }

  /** true or false. */
  record Flag(boolean value) implements Datum {
    @Override
    public String kind() {
      return "true or false";
    }

    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /** A word or string. */
  record Text(String value) implements Datum {
    @Override
    public String kind() {
      return "a word or string";
    }

    @Override
    public String text() {
      return value;
    }
  }

  /** A random variable, resolved when it is used, because its parameters may be set later. */
  record Random(RandomDefinition definition) implements Datum {
    @Override
    public String kind() {
      return "a random variable";
    }

    @Override
    public String text() {
      return definition.name().isEmpty() ? definition.span().text() : "$" + definition.name();
    }
  }
}
