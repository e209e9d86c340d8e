package wml.cli.auto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.result.RunResult;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/**
 * Measures cells in rounds: all of them once, then those again whose interval is still wider than
 * wanted. So the repeats of a cell lie as far apart as a round takes, and what the machine does for
 * some seconds meets few passes of a cell. One thread's.
 */
public final class AutoRun {
  /** What a run costs besides its data, in bytes moved in that time. */
  private static final double RUN_WEIGHT = 64 << 20;

  /** How long a cell's further runs take, if a pass takes no longer. */
  private static final double RUN_SECONDS = 0.25;

  private static final int MOST_PASSES = 100;

  private final ScriptRunner.Rounds script;
  private final RunSettings how;
  private final CellLog log;
  private final AutoSettings settings;
  private final Wanted wanted;
  private final AutoProgress progress;

  /**
   * When it is enough.
   *
   * @param limit half of the interval as a fraction of the median
   * @param rounds at most
   * @param refined how many cells between others are added at most
   */
  public record Wanted(double limit, int rounds, int refined) {}

  public AutoRun(
      ScriptRunner.Rounds script,
      RunSettings how,
      CellLog log,
      AutoSettings settings,
      Wanted wanted,
      AutoProgress progress) {
    this.script = script;
    this.how = how;
    this.log = log;
    this.settings = settings;
    this.wanted = wanted;
    this.progress = progress;
  }

  /** Makes the cells of a rectangle. */
  public interface Cells {
    List<Cell> of(Bounds bounds);

    /** The same cell with so many passes in a run, if a run holds several. */
    Cell again(Cell cell, int passes);

    /** A small run of all tests. */
    Cell rehearsal();
  }

  /**
   * Returns all cells that were measured, by file and record size; null if it was cancelled.
   *
   * @throws IOException if a run failed
   */
  public @Nullable List<Cell> measure(Cells source) throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (Bounds bounds : settings.bounds()) {
      cells.addAll(source.of(bounds));
    }
    if ((settings.apart() && !rehearse(source.rehearsal())) || !rounds(source, cells)) {
      return null;
    }
    if (wanted.refined() > 0) {
      List<Cell> between = new ArrayList<>();
      for (Bounds bounds : Refinement.of(cells, log::of, settings.tests(), wanted.refined())) {
        between.addAll(source.of(bounds));
      }
      if (!rounds(source, between)) {
        return null;
      }
      cells.addAll(between);
    }
    cells.sort(Comparator.comparingLong(Cell::fileBytes).thenComparingLong(Cell::recordBytes));
    return cells;
  }

  /**
   * A run of one test can't warm the compiler: it finds no file in the copy that is made for that.
   */
  private boolean rehearse(Cell small) throws IOException {
    Cell.Part all = small.parts().getFirst();
    return script.one(all.plan(), all.run(), all.index(), how, 0) != null;
  }

  private boolean rounds(Cells source, List<Cell> cells) throws IOException {
    for (int round = 0; round < wanted.rounds(); round++) {
      List<Cell> due = new ArrayList<>();
      for (Cell cell : cells) {
        CellTimes known = log.of(cell);
        if (known.rounds() == 0
            || (known.rounds() <= round && known.isWide(settings.tests(), wanted.limit()))) {
          due.add(cell);
        }
      }
      progress.begin(round + 1, due.size(), due.stream().mapToDouble(this::weight).sum());
      for (Cell cell : due) {
        double weight = weight(cell);
        Cell now = log.of(cell).rounds() == 0 ? cell : source.again(cell, passes(cell));
        if (!measure(now)) {
          return false;
        }
        progress.measured(weight);
      }
    }
    return true;
  }

  /** As many as fit into the time of a run, by what is known of the cell. */
  private int passes(Cell cell) {
    return (int) Math.clamp(RUN_SECONDS / seconds(cell), 1, MOST_PASSES);
  }

  /** What one pass of all tests takes; 0 if it isn't known. */
  private double seconds(Cell cell) {
    CellTimes known = log.of(cell);
    return settings.done().stream()
        .map(known::of)
        .filter(times -> times.count() > 0)
        .mapToDouble(times -> times.median() / 1e9)
        .sum();
  }

  /** Bytes where nothing is known of the cell, else what its next run will about take. */
  private double weight(Cell cell) {
    double pass = seconds(cell);
    if (pass > 0) {
      return 0.1 + passes(cell) * pass;
    }
    return RUN_WEIGHT + (double) cell.fileBytes() * settings.done().size();
  }

  /** Returns whether to go on. */
  private boolean measure(Cell cell) throws IOException {
    int repeat = log.of(cell).rounds();
    List<RunResult> results = new ArrayList<>();
    for (Cell.Part part : cell.parts()) {
      RunResult result = script.one(part.plan(), part.run(), part.index(), how, repeat);
      if (result == null || result.problems().stream().anyMatch(p -> p.contains("interrupted"))) {
        return false;
      }
      if (!result.valid()) {
        throw new IOException(cell.words() + ": " + result.firstProblem());
      }
      results.add(result);
    }
    log.add(cell, results);
    return true;
  }
}
