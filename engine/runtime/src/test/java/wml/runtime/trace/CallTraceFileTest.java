package wml.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.CallLog;

final class CallTraceFileTest {
  private static final byte[] HANDLE = {(byte) 0xca, (byte) 0xfe};

  @TempDir private Path folder;

  @Test
  void aCallIsALine() throws IOException {
    Path path = folder.resolve("trace.tsv");
    CallTraceFile file = CallTraceFile.create(path);
    CallLog log = file.connection();
    long now = System.nanoTime();
    log.call(now, now + 1_234_567, 0xabc, "nfs3", "READ", HANDLE, 2, 4096, 512, 0);
    log.call(now, now + 50, -1, "nfs3", "NULL", HANDLE, 0, CallLog.NONE, CallLog.NONE, -1);
    file.close();
    List<String> lines = Files.readAllLines(path);
    assertEquals(3, lines.size());
    assertEquals(
        "0x00000abc\tnfs3\tREAD\tcafe\t4096\t512\t0\t1234.567", behindThread(lines.get(1)));
    assertEquals("0xffffffff\tnfs3\tNULL\t\t\t\t\t0.050", behindThread(lines.get(2)));
    assertTrue(file.summary().startsWith("2 calls are in"), file.summary());
  }

  private static String behindThread(String line) {
    return line.substring(line.indexOf('\t', line.indexOf('\t') + 1) + 1);
  }

  @Test
  void callsThatFindNoRoomAreCounted() {
    CallRing ring = new CallRing("t");
    for (int i = 0; i < CallRing.CALLS + 7; i++) {
      ring.call(0, 1, i, "nfs3", "READ", HANDLE, 2, 0, 0, 0);
    }
    assertEquals(7, ring.dropped());
  }

  @Test
  void aTraceWithoutConnectionsSaysSo() throws IOException {
    CallTraceFile file = CallTraceFile.create(folder.resolve("none.tsv"));
    file.close();
    assertTrue(file.summary().startsWith("the trace of calls is empty"), file.summary());
  }
}
