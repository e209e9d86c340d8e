package wml.compiler;

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
      return "$" + definition.name();
    }
  }
}
