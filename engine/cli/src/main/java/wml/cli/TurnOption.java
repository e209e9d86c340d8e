package wml.cli;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wml.api.cli.UsageException;
import wml.api.result.Interval;
import wml.runtime.run.TurnTaking;
import wml.runtime.steady.SteadyWindow;
import wml.runtime.worker.Turns;

/**
 * {@code --turns}: a run in slices, between which another process has the machine to itself.
 * Whoever started both tells them when, over standard input and output, as engine/README.md says.
 */
final class TurnOption {
  @Option(
      names = "--turns",
      hidden = true,
      paramLabel = "LENGTH,BEGIN...",
      description = "for 'wml gate': nanoseconds of a slice, and when each begins after the start")
  private @Nullable String text;

  boolean isUsed() {
    return text != null;
  }

  /** Null: the run takes no turns. */
  @Nullable TurnTaking taking(InputStream in, PrintWriter out) {
    if (text == null) {
      return null;
    }
    try {
      List<Long> numbers = Arrays.stream(text.split(",")).map(Long::valueOf).toList();
      Turns turns = new Turns(numbers.subList(1, numbers.size()), numbers.getFirst());
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      return new TurnTaking(turns, new Dialogue(lines, out));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--turns: " + e.getMessage());
    }
  }

  /** One line for each question, one for each answer. */
  private record Dialogue(BufferedReader in, PrintWriter out) implements TurnTaking.Umpire {
    @Override
    public long start() throws IOException {
      return ask("ready");
    }

    @Override
    public @Nullable Integer first(List<Interval> slices) throws IOException {
      String perSecond =
          Arrays.stream(SteadyWindow.throughput(slices))
              .mapToObj(Double::toString)
              .collect(Collectors.joining(" "));
      long first = ask("slices " + perSecond);
      if (first >= slices.size()) {
        throw new IOException("there is no slice " + first);
      }
      return first < 0 ? null : (int) first;
    }

    private long ask(String question) throws IOException {
      out.println(question);
      out.flush();
      String answer = in.readLine();
      if (answer == null) {
        throw new EOFException("who gave turns to this run is gone");
      }
      try {
        return Long.parseLong(answer.strip());
      } catch (NumberFormatException e) {
        throw new IOException("'" + answer + "' is no answer to '" + question + "'", e);
      }
    }
  }
}
