package wml.flowops.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.flowop.Part;
import wml.api.flowop.Readiness;
import wml.api.random.RankSource;
import wml.flowops.Offsets;
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class EntryPickTest {
  @AutoClose private final Workbench bench = new Workbench();

  private static RankSource draws(long... ranks) {
    var values = Sequence.of(ranks);
    return (items, size) -> values.next();
  }

  private List<String> files(String statement, int calls) throws Exception {
    Flowop flowop = bench.bind(statement);
    List<String> out = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      String request = bench.timed(flowop).getFirst();
      out.add(request.substring(request.lastIndexOf('/') + 1));
    }
    return out;
  }

  @Test
  void aDistributionRanksTheFilesAndPassesOverMissingOnes() throws Exception {
    bench.fileset("data", 8, 4, 100);
    bench.ranking("hot", draws(2, 0, 6, 3));
    assertEquals(
        List.of("00000003", "00000001", "00000001", "00000004"),
        files("statfile filesetname=data,pick=$hot", 4));
  }

  @Test
  void waitingDrawsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 8, 0, 100);
    bench.ranking("hot", draws(5, 0));
    Flowop stat = bench.bind("statfile filesetname=data,pick=$hot");
    for (int i = 0; i < 10; i++) {
      assertEquals(Readiness.NO_ENTRY, stat.prepare(bench));
    }
    bench.once("createfile filesetname=data,indexed=6,fd=1");
    bench.once("closefile fd=1");
    bench.trace();
    assertEquals(List.of("stat " + data.file(6)), bench.timed(stat));
  }

  @Test
  void randomIsEvenOverTheFilesThatExist() throws Exception {
    bench.fileset("data", 32, 32, 100);
    for (int gone = 8; gone < 32; gone++) {
      bench.once("deletefile filesetname=data,indexed=" + gone);
    }
    bench.trace();
    List<String> files = files("statfile filesetname=data,pick=random", 8000);
    Offsets.assertUniform(files.stream().mapToLong(f -> Long.parseLong(f) - 1).toArray(), 1, 8);
  }

  @Test
  void ownGoesRoundTheThreadsPart() throws Exception {
    bench.fileset("data", 10, 10, 100);
    bench.engine.ownPart = new Part(1, 3);
    assertEquals(
        List.of("00000004", "00000005", "00000006", "00000004"),
        files("statfile filesetname=data,pick=own", 4));
  }

  @Test
  void ownCreatesAndDeletesInsideThePart() throws Exception {
    SmallFileset data = bench.fileset("data", 10, 10, 100);
    bench.engine.ownPart = new Part(2, 3);
    Flowop delete = bench.bind("deletefile filesetname=data,pick=own");
    for (int entry = 6; entry < 10; entry++) {
      assertEquals(List.of("remove " + data.file(entry)), bench.timed(delete));
    }
    assertEquals(Readiness.NO_ENTRY, delete.prepare(bench));
    Flowop create = bench.bind("createfile filesetname=data,pick=own,fd=1");
    for (int entry = 6; entry < 10; entry++) {
      bench.trace();
      bench.call(create);
      assertTrue(bench.trace().getFirst().contains(data.file(entry)));
      bench.once("closefile fd=1");
    }
    assertEquals(Readiness.NO_ENTRY, create.prepare(bench));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 3", "7, 7", "1000, 64", "2147483647, 100000"})
  void partsCoverAllEntriesAndDoNotOverlap(int entries, int threads) {
    int next = 0;
    for (int k = 0; k < threads; k++) {
      Part part = new Part(k, threads);
      assertEquals(next, part.from(entries));
      assertTrue(part.to(entries) > next, "empty");
      next = part.to(entries);
    }
    assertEquals(entries, next);
  }

  @Test
  void aThreadWithoutAnEntryOfItsOwnIsAnError() throws Exception {
    bench.fileset("data", 2, 2, 100);
    bench.engine.ownPart = new Part(0, 3);
    BindException e =
        assertThrows(BindException.class, () -> bench.bind("statfile filesetname=data,pick=own"));
    assertEquals(
        "pick=own gives this thread nothing: 3 threads share 2 entries; enlarge the fileset",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "statfile filesetname=data,pick=random,indexed=3",
        "read pick=random",
        "statfile pick=random"
      })
  void picksThatContradictOrLackAFilesetAreErrors(String statement) throws Exception {
    bench.fileset("data", 2, 2, 100);
    assertThrows(BindException.class, () -> bench.bind(statement));
  }

  @Test
  void aReadWithPickTakesAFileAtEachCallAndKeepsOnlyThatOpen() throws Exception {
    SmallFileset data = bench.fileset("data", 4, 4, 100);
    bench.ranking("hot", draws(2, 2, 0));
    Flowop read = bench.bind("read filesetname=data,iosize=10,pick=$hot");
    bench.call(read);
    bench.call(read);
    assertEquals(List.of("open " + data.file(2) + " rw", "read 10@0", "read 10@10"), bench.trace());
    bench.call(read);
    assertEquals(List.of("close", "open " + data.file(0) + " rw", "read 10@0"), bench.trace());
    assertEquals("EXISTING 0 pins 1; ", data.files().held());
  }

  @Test
  void roundRobinGivenOnAReadMovesOnAtEachCall() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    Flowop read = bench.bind("read filesetname=data,iosize=10,pick=roundrobin");
    bench.call(read);
    bench.trace();
    assertEquals(List.of("read 10@0"), bench.timed(read));
    assertEquals("EXISTING 1 pins 1; ", data.files().held());
  }

  @Test
  void anExplicitlyOpenedFileWinsOverAPick() throws Exception {
    bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1");
    bench.trace();
    bench.once("read filesetname=data,iosize=10,pick=random,fd=1");
    assertEquals(List.of("read 10@0"), bench.trace());
  }

  @Test
  void asynchronousWritesEndBeforeTheirFileIsLeft() throws Exception {
    bench.fileset("data", 2, 2, 8192);
    bench.ranking("hot", draws(0, 0, 1));
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=1k,pick=$hot");
    bench.call(write);
    bench.call(write);
    assertEquals(2, bench.asyncTransfers().outstanding());
    bench.call(write);
    assertEquals(1, bench.asyncTransfers().outstanding());
  }
}
