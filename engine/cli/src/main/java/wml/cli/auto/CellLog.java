package wml.cli.auto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wml.api.result.ResultWriter;
import wml.api.result.RunResult;

/**
 * What was measured so far, in a directory, so that it can go on after an end of any kind. Each run
 * is a result document of its own in {@code runs}; {@code cells.log} has a first line with the
 * settings, then a line per cell and round with the passes' times, which is written after the
 * documents that it names. A line without its end was cut off, and its cell is measured again. One
 * process has the directory at a time.
 */
public final class CellLog implements AutoCloseable {
  private static final String LOG = "cells.log";
  private static final String RUNS = "runs";
  private static final String RESULTS = "results.json";
  private static final String HEAD = "wml auto 1: ";

  private final Path directory;
  private final FileChannel log;
  private final ResultWriter writer;
  private final Map<String, CellTimes> cells = new LinkedHashMap<>();
  private int runs;

  private CellLog(Path directory, FileChannel log, ResultWriter writer) {
    this.directory = directory;
    this.log = log;
    this.writer = writer;
  }

  /**
   * Opens or begins the log of some settings.
   *
   * @throws IllegalArgumentException if the directory holds something else
   */
  public static CellLog open(Path directory, String settings, ResultWriter writer)
      throws IOException {
    Path file = directory.resolve(LOG);
    if (!Files.exists(file)) {
      requireEmpty(directory);
    }
    Files.createDirectories(directory.resolve(RUNS));
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean good = false;
    try {
      if (!isAlone(channel)) {
        throw new IllegalArgumentException(
            "another wml auto is at work in '"
                + directory
                + "'; name another directory with --out");
      }
      CellLog opened = new CellLog(directory, channel, writer);
      opened.read(Files.readString(file), HEAD + settings);
      good = true;
      return opened;
    } finally {
      if (!good) {
        channel.close();
      }
    }
  }

  private static boolean isAlone(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "--out: '" + directory + "' is a file; name a directory, or a new one");
    }
    try (Stream<Path> all = Files.list(directory)) {
      if (all.findAny().isPresent()) {
        throw new IllegalArgumentException(
            "--out: '"
                + directory
                + "' holds other files, and nothing of wml auto; name an empty or new directory");
      }
    }
  }

  private void read(String text, String head) throws IOException {
    int end = text.lastIndexOf('\n') + 1;
    String[] lines = text.substring(0, end).split("\n", -1);
    if (end == 0) {
      append(head, 0);
      return;
    }
    if (!lines[0].equals(head)) {
      throw new IllegalArgumentException(
          "'%s' holds cells of other settings, and nothing of it is overwritten\n  there: %s\n  now:   %s\nhelp: repeat the command that began it, or name another directory with --out"
              .formatted(
                  directory,
                  lines[0].startsWith(HEAD) ? lines[0].substring(HEAD.length()) : lines[0],
                  head.substring(HEAD.length())));
    }
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isEmpty()) {
        String[] parts = lines[i].split("\t", -1);
        keep(parts[0], parse(parts));
      }
    }
    log.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
    log.position(log.size());
  }

  private void keep(String key, CellTimes times) {
    cells.merge(key, times, CellTimes::and);
    runs += times.files().size();
  }

  /** What is known of a cell. */
  CellTimes of(Cell cell) {
    return cells.getOrDefault(cell.key(), CellTimes.NONE);
  }

  /** Keeps the runs of a cell's round: all of them or none. */
  void add(Cell cell, List<RunResult> results) throws IOException {
    List<String> names = new ArrayList<>();
    for (RunResult result : results) {
      String name = RUNS + "/%05d.json".formatted(runs + names.size() + 1);
      writer.write(directory.resolve(name), List.of(result));
      names.add(name);
    }
    CellTimes times = CellTimes.of(results, names);
    append(line(cell.key(), times), log.size());
    keep(cell.key(), times);
  }

  private void append(String line, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    log.position(at);
    while (bytes.hasRemaining()) {
      log.write(bytes);
    }
  }

  private static String line(String key, CellTimes times) {
    List<String> parts = new ArrayList<>(List.of(key, String.join(",", times.files())));
    times
        .passes()
        .forEach(
            (test, passes) ->
                parts.add(
                    test.word()
                        + " "
                        + times.cpu().get(test)
                        + " "
                        + passes
                            .nanos()
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(","))));
    return String.join("\t", parts);
  }

  private CellTimes parse(String[] parts) throws IOException {
    try {
      Map<AutoTest, PassTimes> passes = new EnumMap<>(AutoTest.class);
      Map<AutoTest, Double> cpu = new EnumMap<>(AutoTest.class);
      for (int i = 2; i < parts.length; i++) {
        String[] words = parts[i].split(" ", -1);
        AutoTest test = AutoTest.valueOf(words[0].toUpperCase(Locale.ROOT));
        cpu.put(test, Double.valueOf(words[1]));
        passes.put(
            test,
            new PassTimes(Stream.of(words[2].split(",", -1)).mapToLong(Long::parseLong).toArray()));
      }
      return new CellTimes(1, passes, cpu, List.of(parts[1].split(",", -1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          "'%s' is damaged: %s; name another directory with --out"
              .formatted(directory.resolve(LOG), e.getMessage()),
          e);
    }
  }

  /**
   * Puts all runs, in the order in which they took place, into one document, which appears whole or
   * not at all. Their texts are copied: nothing is held in memory.
   */
  public Path writeResults() throws IOException {
    Path file = directory.resolve(RESULTS);
    Path temporary = directory.resolve("." + RESULTS + "." + ProcessHandle.current().pid());
    List<String> names = cells.values().stream().flatMap(c -> c.files().stream()).sorted().toList();
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        out.write("{\"schema\": \"wml-results/1\", \"runs\": [\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < names.size(); i++) {
          Files.copy(directory.resolve(names.get(i)), out);
          out.write((i + 1 < names.size() ? "," : "").getBytes(StandardCharsets.UTF_8));
        }
        out.write("]}\n".getBytes(StandardCharsets.UTF_8));
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
