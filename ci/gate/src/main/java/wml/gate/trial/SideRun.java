package wml.gate.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import wml.api.cli.ExitCode;
import wml.api.result.RunResult;
import wml.reports.store.ResultReader;

/** One fresh process of one side, with files of its own. One thread's. */
final class SideRun implements AutoCloseable {
  private static final int SHOWN_CHARACTERS = 1500;

  private final Contender side;
  private final Children children;
  private final Path files;
  private final Path notes;
  private final Path json;
  private final Path said;
  private final Process process;
  private final @Nullable BufferedReader lines;

  /**
   * @param how the options that say how long and in which way it runs
   * @param talks whether it asks and is answered
   */
  SideRun(Contender side, Path workload, Children children, List<String> how, boolean talks)
      throws IOException {
    this.side = side;
    this.children = children;
    files = children.directory(side.root(), "wml-gate");
    notes = children.directory(Path.of(System.getProperty("java.io.tmpdir")), "wml-gate");
    json = notes.resolve("result.json");
    said = notes.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(side.command(workload, files.resolve("files"), json, how));
    builder.redirectError(said.toFile());
    if (talks) {
      process = children.start(builder);
      lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    } else {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      process = children.start(builder);
      process.getOutputStream().close();
      lines = null;
    }
  }

  /**
   * The rest of a line that begins with a word.
   *
   * @throws InvalidSideException if the process ends before, or does not say it in time
   */
  String await(String word, long seconds) throws IOException {
    BufferedReader from = lines;
    if (from == null) {
      throw new IllegalStateException("it does not talk");
    }
    CompletableFuture<@Nullable String> next = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            next.complete(from.readLine());
          } catch (IOException e) {
            next.complete(null);
          }
        });
    String line;
    try {
      line = next.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw failed("was not '" + word + "' within " + seconds + " s");
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (line == null) {
      throw failed("ended with status " + status(1));
    }
    if (!line.equals(word) && !line.startsWith(word + " ")) {
      throw failed("said '" + line + "' where '" + word + "' was due");
    }
    return line.substring(word.length()).strip();
  }

  void answer(long number) throws IOException {
    OutputStream to = process.getOutputStream();
    to.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }

  /**
   * What it measured.
   *
   * @param runs of the workload
   */
  List<RunResult> results(int runs, long seconds) throws IOException {
    int status = status(seconds);
    if (status != ExitCode.OK && status != ExitCode.GATE) {
      throw failed(
          status < 0 ? "did not end within " + seconds + " s" : "ended with status " + status);
    }
    if (!Files.exists(json)) {
      throw failed("left no result");
    }
    List<RunResult> results = ResultReader.runs(json);
    for (RunResult result : results) {
      if (!result.valid()) {
        throw failed("has an invalid run: " + result.firstProblem());
      }
    }
    if (results.size() != runs) {
      throw failed("ran %d of %d runs".formatted(results.size(), runs));
    }
    return results;
  }

  /** -1: it did not end in time. */
  private int status(long seconds) throws IOException {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private IOException failed(String how) throws IOException {
    if (children.isClosed()) {
      return new IOException("the gate was interrupted");
    }
    String text = Files.exists(said) ? Files.readString(said).strip() : "";
    String end = text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
    return new InvalidSideException(
        "the %s %s%s".formatted(side.name(), how, end.isEmpty() ? "" : ":\n" + end));
  }

  @Override
  public void close() throws IOException {
    children.end(process);
    children.remove(files);
    children.remove(notes);
  }
}
