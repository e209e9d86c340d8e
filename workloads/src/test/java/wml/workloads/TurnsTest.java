package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;
import wml.runtime.run.TurnTaking;
import wml.runtime.worker.Turns;

/** Runs in slices, for real. */
final class TurnsTest {
  private static final long LENGTH = 20_000_000;
  private static final Turns TURNS =
      new Turns(List.of(10_000_000L, 80_000_000L, 110_000_000L, 180_000_000L), LENGTH);
  private static final String LOOK =
      "define fileset name=data,path=/x,entries=20,prealloc\n"
          + "define process name=p { thread name=t,instances=3 {\n"
          + "flowop statfile name=look,filesetname=data } }\n"
          + "run 60";

  private static RunResult run(TurnTaking.Umpire umpire) throws IOException {
    Target memory = Objects.requireNonNull(Compiled.CATALOG.targets().get("memory"));
    return new ScriptRunner(
            Compiled.of(LOOK).good(),
            memory,
            Options.resolve(memory.info(), Map.of()),
            new RunSettings(1, false, null).in(new TurnTaking(TURNS, umpire)),
            RunObserver.SILENT)
        .run()
        .getFirst();
  }

  private static TurnTaking.Umpire countingFrom(@Nullable Integer first, List<Interval> seen) {
    return new TurnTaking.Umpire() {
      @Override
      public long start() {
        return System.nanoTime() + LENGTH;
      }

      @Override
      public @Nullable Integer first(List<Interval> slices) {
        seen.addAll(slices);
        return first;
      }
    };
  }

  @Test
  void eachSliceIsAnIntervalAndTheirSumIsTheResult() throws IOException {
    List<Interval> slices = new ArrayList<>();
    RunResult result = run(countingFrom(0, slices));
    assertTrue(result.valid(), result.problems()::toString);
    assertEquals(4 * LENGTH, result.elapsedNanos());
    assertEquals(4, slices.size());
    for (Interval slice : slices) {
      assertEquals(LENGTH, slice.endNanos() - slice.beginNanos());
    }
    long ops = slices.stream().mapToLong(i -> i.flowops().getFirst().ops()).sum();
    assertTrue(ops > 0);
    assertEquals(ops, result.flowops().getFirst().ops());
    assertEquals(ops, result.flowops().getFirst().service().count());
  }

  @Test
  void whatComesBeforeTheFirstSliceThatCountsIsLeftOut() throws IOException {
    List<Interval> slices = new ArrayList<>();
    RunResult result = run(countingFrom(2, slices));
    assertEquals(2 * LENGTH, result.elapsedNanos());
    assertEquals(
        slices.get(2).flowops().getFirst().ops() + slices.get(3).flowops().getFirst().ops(),
        result.flowops().getFirst().ops());
  }

  @Test
  void withoutASteadyStateTheResultSaysSo() throws IOException {
    RunResult result = run(countingFrom(null, new ArrayList<>()));
    var steadiness = result.measurement().steadiness();
    assertNotNull(steadiness);
    assertTrue(!steadiness.steady() && !steadiness.reason().isEmpty());
  }

  @Test
  void aStartThatNeverComesEndsTheRun() {
    TurnTaking.Umpire gone =
        new TurnTaking.Umpire() {
          @Override
          public long start() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public Integer first(List<Interval> slices) {
            return 0;
          }
        };
    IOException failed = assertThrows(IOException.class, () -> run(gone));
    assertEquals("gone", failed.getMessage());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("p#0/")),
        "a thread of the run is left");
  }
}
