package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class ChangeModeTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void setsPermissionsInOctalOfTheNextFile() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    Flowop change = bench.bind("chmodfile filesetname=data,mode=0640");
    assertEquals(List.of("changeMode " + data.file(0) + " " + 0640), bench.timed(change));
    FileStat stat = new FileStat();
    assertTrue(bench.session().stat(FilePath.of(data.file(0)), stat));
    assertEquals(0640, stat.mode);
    assertEquals("", data.files().held());
  }

  @Test
  void takesTheFileInItsSlot() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1,indexed=1");
    assertEquals(
        List.of("changeMode " + data.file(1) + " " + 0644),
        bench.timed(bench.bind("chmodfile fd=1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"888", "rw", "77777", "-1"})
  void whatIsNotOctalIsRefused(String mode) throws Exception {
    bench.fileset("data", 1, 1, 100);
    BindException e =
        assertThrows(
            BindException.class, () -> bench.bind("chmodfile filesetname=data,mode=" + mode));
    assertTrue(String.valueOf(e.getMessage()).contains("octal"), e.getMessage());
  }

  @Test
  void withoutFilesetItNeedsAFileInItsSlot() throws Exception {
    assertThrows(BindException.class, () -> bench.bind("chmodfile"));
    Flowop change = bench.bind("chmodfile fd=3");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(change));
    assertEquals(ErrorKind.EBADF, e.kind());
  }
}
