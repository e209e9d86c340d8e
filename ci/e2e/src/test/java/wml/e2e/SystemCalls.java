package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system calls of a traced run by thread of the workload, in order. Immutable. */
record SystemCalls(Map<String, List<String>> byThread) {
  /** {@code pid<name> call(...} or {@code pid<name> <... call resumed>...}. */
  private static final Pattern LINE = Pattern.compile("\\d+<([^>]+#\\d+/[^>]+#\\d+)> (.*)");

  private static final Pattern OFFSET = Pattern.compile(", (\\d+)\\) += \\d+$");

  /** Runs a workload under strace; skips the test where that isn't possible. */
  static SystemCalls trace(Scratch scratch, String calls, Path file, Object... options)
      throws IOException {
    Scratch.assume(Scratch.hasCommand("strace"), "there is no strace");
    Path log = scratch.path("strace.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace",
                "-f",
                "-Y",
                "-s",
                "0",
                "-e",
                "trace=unlinkat," + calls,
                "-o",
                log.toString()));
    command.addAll(List.of(WmlProcess.LAUNCHER.toString(), "run", file.toString()));
    Arrays.stream(options).map(Object::toString).forEach(command::add);
    try (WmlProcess traced = WmlProcess.command(scratch.root(), Map.of(), command)) {
      WmlProcess.Outcome outcome = traced.outcome();
      Scratch.assume(
          !outcome.err().contains("ptrace"), "strace may not trace: " + outcome.err().strip());
      assertEquals(0, outcome.status(), outcome::toString);
    }
    Map<String, List<String>> byThread = new TreeMap<>();
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    int rehearsed = lines.size(); // the end of the JIT's warm-up: its directory is removed
    while (rehearsed > 0 && !lines.get(rehearsed - 1).contains("/.wml/warm-up")) {
      rehearsed--;
    }
    assertTrue(rehearsed > 0, "the run was not rehearsed");
    for (String line : lines.subList(rehearsed, lines.size())) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        byThread.computeIfAbsent(matcher.group(1), t -> new ArrayList<>()).add(matcher.group(2));
      }
    }
    return new SystemCalls(byThread);
  }

  /** The offsets of each thread's positioned reads or writes. */
  Map<String, List<Long>> offsets() {
    Map<String, List<Long>> out = new TreeMap<>();
    byThread.forEach(
        (thread, lines) -> {
          List<Long> offsets = new ArrayList<>();
          for (String line : lines) {
            Matcher matcher = OFFSET.matcher(line);
            if (matcher.find()) {
              offsets.add(Long.valueOf(matcher.group(1)));
            }
          }
          out.put(thread, offsets);
        });
    return out;
  }
}
