package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

/** {@code readpass} and {@code writepass}. */
final class PassTest {
  private static final int RECORD = 1024;

  @AutoClose private final Workbench bench = new Workbench();

  /** One pass, closed as the engine does. */
  private List<Integer> records(Flowop flowop) throws IOException {
    List<Integer> visited = new ArrayList<>();
    for (String call : bench.timed(flowop)) {
      visited.add(Integer.parseInt(call.replaceFirst(".*@", "")) / RECORD);
    }
    flowop.after(bench);
    return visited;
  }

  private Flowop bind(int records, String order) throws Exception {
    bench.fileset("data", 1, 1, (long) records * RECORD);
    return bench.bind("readpass filesetname=data,iosize=1k,order=" + order);
  }

  @ParameterizedTest
  @CsvSource({
    "sequential,0 1 2 3 4",
    "backward,4 3 2 1 0",
    "stride,0 1 2 3 4",
    "first,0 0 0 0 0",
    "gaps,0 0 0 0 0"
  })
  void visitsRecordsInOrder(String order, String expected) throws Exception {
    assertEquals(
        expected,
        records(bind(5, order)).stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource({"stride,40", "gaps,40", "stride,34", "stride,17", "stride,18", "gaps,18"})
  void stridesOverEveryRecordOnce(String order, int count) throws Exception {
    List<Integer> visited = records(bind(count, order));
    assertEquals(all(count), visited.stream().sorted().toList());
    for (int i = 1; i < count; i++) {
      int step = visited.get(i) - visited.get(i - 1);
      boolean newLap = visited.get(i) < RecordOrder.STRIDE;
      assertTrue(newLap || step == RecordOrder.STRIDE, visited::toString);
    }
  }

  @Test
  void iozonesStrideStaysAtTheFirstOfSeventeenRecords() throws Exception {
    assertEquals(List.of(0), records(bind(17, "gaps")).stream().distinct().toList());
  }

  @Test
  void randomIsAPermutationThatEachPassDrawsAnew() throws Exception {
    Flowop flowop = bind(200, "random");
    List<Integer> first = records(flowop);
    List<Integer> second = records(flowop);
    assertEquals(all(200), first.stream().sorted().toList());
    assertEquals(all(200), second.stream().sorted().toList());
    assertNotEquals(all(200), first);
    assertNotEquals(first, second);
    assertEquals(first, records(bench.bind("readpass filesetname=data,iosize=1k,order=random")));
  }

  @Test
  void aSpotIsOneRecordPerPass() throws Exception {
    Flowop flowop = bind(50, "spot");
    List<Integer> spots = new ArrayList<>();
    for (int pass = 0; pass < 20; pass++) {
      List<Integer> visited = records(flowop);
      assertEquals(50, visited.size());
      assertEquals(1, visited.stream().distinct().count());
      spots.add(visited.getFirst());
    }
    assertTrue(spots.stream().distinct().count() > 5, spots::toString);
  }

  private static List<Integer> all(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void aPassIsOneOperationWithAllBytes() throws Exception {
    bench.fileset("data", 1, 1, 10_240);
    Flowop read = bench.bind("readpass filesetname=data,iosize=4k");
    assertEquals(10_240, bench.call(read));
    read.after(bench);
    assertEquals(List.of("open /data/files/00000001 rw", "sync ALL"), bench.trace().subList(0, 2));
    assertEquals(List.of("read 4096@0", "read 4096@4096", "read 2048@8192"), bench.timed(read));
    read.after(bench);
    assertEquals(List.of("close"), bench.trace());
  }

  @Test
  void writesWhatTheFileWasLaidOutWith() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 10_240);
    bench.once("createfile filesetname=data,fd=1");
    Flowop write = bench.bind("writepass filesetname=data,iosize=4k,order=backward");
    assertEquals(List.of("write 2048@8192", "write 4096@4096", "write 4096@0"), bench.timed(write));
    write.after(bench);
    assertEquals(10_240, bench.sizeOf(data.file(0)));
  }

  @Test
  void flushAndCloseAreTimedWhereAskedFor() throws Exception {
    bench.fileset("data", 1, 1, 4096);
    Flowop write = bench.bind("writepass filesetname=data,flush,close");
    assertEquals(List.of("write 4096@0", "sync ALL", "close"), bench.timed(write));
    assertEquals(false, write.hasAfter());
  }

  @Test
  void aStreamHasTheSameBytes() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 8192);
    Flowop write = bench.bind("writepass filesetname=data,iosize=4k,stream,close");
    assertEquals(8192, bench.call(write));
    IoBuffer content = IoBuffer.allocate(8192);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ)) {
      assertEquals(8192, handle.read(content, 8192, 0));
    }
    long first = content.memory().get(ValueLayout.JAVA_LONG, 0);
    assertNotEquals(0, first);
    assertNotEquals(first, content.memory().get(ValueLayout.JAVA_LONG, 4096));
    assertEquals(8192, bench.once("readpass filesetname=data,iosize=4k,stream,close"));
  }

  @Test
  void aWriteInPartsIsCompleted() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 8192);
    bench.once("createfile filesetname=data,fd=1");
    bench.limitWrites(1000);
    assertEquals(8192, bench.once("writepass filesetname=data,iosize=4k,close"));
    assertEquals(8192, bench.sizeOf(data.file(0)));
  }

  @Test
  void aReadEndsWhereTheFileEnds() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 10_240);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.WRITE)) {
      handle.truncate(5000);
    }
    assertEquals(5000, bench.once("readpass filesetname=data,iosize=4k,close"));
  }

  @Test
  void anInterruptedPassLeavesNothingOpen() throws Exception {
    bench.fileset("data", 1, 1, 8192);
    Flowop read = bench.bind("readpass filesetname=data,iosize=4k");
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.call(read));
    assertEquals("close", bench.trace().getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"readpass", "writepass"})
  void needsAFileset(String keyword) {
    BindException e = assertThrows(BindException.class, () -> bench.bind(keyword + " iosize=4k"));
    assertTrue(String.valueOf(e.getMessage()).contains("filesetname"), e::getMessage);
  }

  @Test
  void anEmptyFileTakesNoBytes() throws Exception {
    bench.fileset("data", 1, 1, 0);
    assertEquals(0, bench.once("writepass filesetname=data,order=random,close"));
    assertEquals(0, bench.once("readpass filesetname=data,order=spot,close"));
  }
}
