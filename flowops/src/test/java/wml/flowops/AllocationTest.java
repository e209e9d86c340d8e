package wml.flowops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flowops allocate per call where the memory target allocates nothing itself. */
final class AllocationTest {
  @AutoClose private final Workbench bench = new Workbench();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "statfile filesetname=data",
        "listdir filesetname=empty",
        "chmodfile filesetname=data,mode=640",
        "utimesfile filesetname=data",
        "accessfile filesetname=data,mode=rw",
        "getxattr filesetname=data,iosize=100",
        "getxattr fd=1",
        "setxattr filesetname=data,iosize=100",
        "listxattr filesetname=data",
        "fsyncdir filesetname=data",
        "truncatefile filesetname=data,size=64k",
        "fallocate filesetname=data,iosize=4k,random,mode=zero_range",
        "fdatasync fd=1",
        "copyrange filesetname=data,srcfd=1,fd=2,iosize=4k,random",
        "readv filesetname=data,iosize=16k,random",
        "writev filesetname=data,iosize=16k",
        "mmapread filesetname=data,iosize=4k,random",
        "mmapwrite filesetname=data,iosize=4k",
        "msync fd=1",
        "lock filesetname=data,iosize=4k",
        "unlock fd=1",
        "readpass filesetname=data,iosize=4k,order=random,stream",
        "readpass filesetname=data,iosize=4k,order=stride",
        "writepass filesetname=data,iosize=4k,order=random,stream,flush",
        "writepass filesetname=data,iosize=4k,order=spot",
      })
  void nothingOnceWarm(String statement) throws Exception {
    bench.untraced = true;
    bench.fileset("data", 8, 8, 65_536);
    bench.fileset("empty", 8, 0, 0);
    bench.once("openfile filesetname=data,fd=1");
    assertEquals(0, Sequence.allocated(bench, statement));
  }
}
