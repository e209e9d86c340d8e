package wml.cli.auto;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tests in their order, each named as its flowop. */
public enum AutoTest {
  WRITE(0),
  REWRITE(0),
  READ(1),
  REREAD(1),
  RANDOMREAD(2),
  RANDOMWRITE(2),
  BACKWARDREAD(3),
  RECORDREWRITE(4),
  STRIDEREAD(5),
  FWRITE(6),
  FREWRITE(6),
  FREAD(7),
  FREREAD(7);

  private final int number;

  AutoTest(int number) {
    this.number = number;
  }

  /** Name of the flowop and of the column. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those of some numbers, as after {@code -i}; of none, all. */
  static Set<AutoTest> of(List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return EnumSet.allOf(AutoTest.class);
    }
    Set<AutoTest> chosen = EnumSet.noneOf(AutoTest.class);
    for (int number : numbers) {
      List<AutoTest> found = Arrays.stream(values()).filter(test -> test.number == number).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("-i " + number + ": " + remedy(number));
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  private static String remedy(int number) {
    return switch (number) {
      case 8 -> "a mix is a workload of its own; see workloads/course/10-mixes.wml";
      case 9, 10 -> "the tests 0 to 5 write and read at offsets already; write -i 0 -i 1";
      case 11, 12 -> "vectors are the flowops writev and readv; write a workload with them";
      default ->
          "tests are 0 write, 1 read, 2 random, 3 backward, 4 record rewrite, 5 stride, 6 fwrite,"
              + " 7 fread";
    };
  }
}
