package wml.flowops.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.flowop.Readiness;
import wml.api.target.RemoteOperation;
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class RemoteFlowopTest {
  private static final int DEPTH = 4;

  @AutoClose private final Workbench bench = new Workbench("nfs");
  private final SmallFileset data = bench.fileset("data", 10, 6, 8192);

  RemoteFlowopTest() throws IOException {
    bench.untraced = true;
  }

  private long calls() {
    return Objects.requireNonNull(bench.session().counters()).remoteCalls;
  }

  @ParameterizedTest
  @EnumSource(RemoteOperation.class)
  void everyOperationHasItsFlowop(RemoteOperation operation) {
    String keyword = "rpc" + operation.name().toLowerCase(Locale.ROOT);
    assertTrue(Workbench.TYPES.containsKey(keyword), keyword);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rpcnull",
        "rpcgetattr filesetname=data",
        "rpcsetattr filesetname=data,mode=600",
        "rpcaccess filesetname=data,mode=r",
        "rpclookup filesetname=data",
        "rpcreadlink filesetname=data",
        "rpcread filesetname=data,iosize=4k,random",
        "rpcwrite filesetname=data,iosize=4k,random",
        "rpccommit filesetname=data",
        "rpcreaddir filesetname=data",
        "rpcreaddirplus filesetname=data",
        "rpcfsstat",
        "rpcfsinfo",
        "rpcpathconf"
      })
  void onceWarmEachCallIsOneMessage(String statement) throws Exception {
    Flowop flowop = bench.bind(statement);
    for (int i = 0; i < 10; i++) {
      bench.call(flowop);
    }
    long before = calls();
    for (int i = 0; i < 10; i++) {
      bench.call(flowop);
    }
    assertEquals(10, calls() - before);
    assertEquals(20, bench.completions().size());
  }

  @Test
  void depthIsKeptUnderWayAndSettled() throws Exception {
    Flowop flowop = bench.bind("rpcread filesetname=data,iosize=4k,random,depth=" + DEPTH);
    for (int i = 0; i < DEPTH - 1; i++) {
      assertEquals(Flowop.PENDING, bench.call(flowop));
    }
    assertEquals(List.of(), bench.completions());
    bench.call(flowop);
    assertTrue(bench.completions().size() >= 1);
    bench.settle(flowop);
    assertEquals(Collections.nCopies(DEPTH, 4096L), bench.completions());
  }

  @Test
  void filesetsLearnByTheAnswer() throws Exception {
    Flowop create = bench.bind("rpccreate filesetname=data,depth=" + DEPTH);
    for (int i = 0; i < DEPTH; i++) {
      bench.call(create);
    }
    bench.settle(create);
    assertEquals(10, data.files().existing());
    assertEquals(Readiness.NO_ENTRY, create.prepare(bench));
    Flowop remove = bench.bind("rpcremove filesetname=data,depth=" + DEPTH);
    for (int i = 0; i < 10; i++) {
      bench.call(remove);
    }
    assertEquals(Readiness.NO_ENTRY, remove.prepare(bench), "all are answered before it waits");
    assertEquals(0, data.files().existing());
  }

  @Test
  void directoriesComeAndGoAndFilesMove() throws Exception {
    bench.once("rpcrmdir filesetname=data");
    bench.once("rpcmkdir filesetname=data");
    bench.once("rpcmkdir filesetname=data");
    assertEquals(SmallFileset.LEAF_DIRECTORIES / 2 + 1, data.leafDirectories().existing());
    bench.once("rpcrename filesetname=data");
    assertEquals(6, data.files().existing());
    assertEquals(-1, bench.sizeOf("/data/files/00000001"));
    assertEquals(8192, bench.sizeOf("/data/files/00000007"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpclink", "rpcsymlink", "rpcmknod"})
  void namesBesideFilesDoNotPileUp(String keyword) throws Exception {
    Flowop flowop = bench.bind(keyword + " filesetname=data,depth=2");
    for (int i = 0; i < 20; i++) {
      bench.call(flowop);
    }
    bench.settle(flowop);
    int names =
        bench
            .session()
            .list(wml.api.target.FilePath.of("/data/files"), (name, length, isDirectory) -> {});
    assertEquals(6 + 2, names);
  }

  @Test
  void aFailedCallGivesItsEntryBackAndThrows() throws Exception {
    Flowop remove = bench.bind("rpcremove filesetname=data");
    bench.session().remove(wml.api.target.FilePath.of("/data/files/00000001"));
    assertEquals(Readiness.READY, remove.prepare(bench));
    IOException e = assertThrows(IOException.class, () -> remove.run(bench));
    assertTrue(e.toString().contains("00000001"), e.toString());
    assertEquals(6, data.files().existing());
  }

  @Test
  void targetsWithoutRemoteCallsAreRefused() throws Exception {
    try (Workbench memory = new Workbench()) {
      memory.fileset("data", 2, 2, 10);
      BindException e =
          assertThrows(BindException.class, () -> memory.bind("rpcgetattr filesetname=data"));
      assertEquals("rpcgetattr needs a target with RemoteCalls", e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rpcgetattr filesetname=data,depth=4",
        "rpclookup filesetname=data",
        "rpcread filesetname=data,iosize=4k,random,depth=4",
        "rpcwrite filesetname=data,iosize=4k,random,depth=4,stable=file_sync",
        "rpcreaddirplus filesetname=data"
      })
  void nothingIsAllocatedOnceWarm(String statement) throws Exception {
    bench.forgetful = true;
    assertEquals(0, Sequence.allocated(bench, statement));
  }
}
