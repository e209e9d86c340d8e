package wml.workloads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wml.grammar.syntax.SourceText;

/** Texts like those that people write on the way to a workload: some broken, some not. */
final class Mutations {
  private static final long SEED = 20260101;
  private static final Pattern TOKEN =
      Pattern.compile("#[^\n]*|\"[^\"]*\"|[A-Za-z0-9_$./:;-]+%?|\\s+|.", Pattern.DOTALL);

  private final List<SourceText> texts;
  private final List<List<String>> files = new ArrayList<>();

  Mutations(List<SourceText> texts) {
    this.texts = texts;
    for (SourceText text : texts) {
      List<String> tokens = new ArrayList<>();
      Matcher matcher = TOKEN.matcher(text.text());
      while (matcher.find()) {
        tokens.add(matcher.group());
      }
      files.add(tokens);
    }
  }

  /** Shows a number of texts, each a file with one to three tokens changed. */
  void broken(int count, Consumer<String> check) {
    each(count, check, this::mutate);
  }

  /** Shows a number of texts, each a file with other blanks, line ends and comments. */
  void scattered(int count, Consumer<String> check) {
    each(count, check, this::scatter);
  }

  private void each(int count, Consumer<String> check, Change change) {
    for (int i = 0; i < count; i++) {
      long seed = SEED + i;
      int file = i % files.size();
      String changed = change.of(file, new Random(seed));
      try {
        check.accept(changed);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "seed " + seed + " of " + texts.get(file).path() + ":\n" + changed, e);
      }
    }
  }

  private interface Change {
    String of(int file, Random random);
  }

  private String scatter(int file, Random random) {
    StringBuilder out = new StringBuilder();
    for (String token : files.get(file)) {
      String blank =
          switch (random.nextInt(12)) {
            case 0 -> "\n\n\n";
            case 1 -> "\r\n";
            case 2 -> "\r";
            case 3 -> "\t ";
            case 4 -> " # remark\t\n";
            case 5 -> "\n\n  # grün 🐟\r\n";
            default -> " ";
          };
      boolean comment = token.startsWith("#");
      out.append(token.isBlank() ? blank : token).append(comment ? "\n" : "");
    }
    return out.toString();
  }

  private String mutate(int file, Random random) {
    List<String> tokens = new ArrayList<>(files.get(file));
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && !tokens.isEmpty(); i++) {
      int at = random.nextInt(tokens.size());
      List<String> other = files.get(random.nextInt(files.size()));
      String foreign = other.get(random.nextInt(other.size()));
      switch (random.nextInt(7)) {
        case 0 -> tokens.remove(at);
        case 1 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
        case 2 -> tokens.add(at, foreign);
        case 3 -> tokens.add(at, tokens.get(at));
        case 4 -> tokens.set(at, foreign);
        case 5 -> tokens.set(at, "\0\u001b{}()\"$=,%+-\\".charAt(random.nextInt(14)) + "");
        default -> tokens.subList(at, tokens.size()).clear();
      }
    }
    return String.join("", tokens);
  }
}
