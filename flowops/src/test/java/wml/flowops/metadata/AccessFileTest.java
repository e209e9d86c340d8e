package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class AccessFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void asksForTheRightsOfItsMode() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 3, 100);
    assertEquals(
        List.of("mayAccess " + data.file(0) + " 4"),
        bench.timed(bench.bind("accessfile filesetname=data")));
    assertEquals(
        List.of("mayAccess " + data.file(1) + " 6"),
        bench.timed(bench.bind("accessfile filesetname=data,mode=wr")));
  }

  @Test
  void aRightThatIsRefusedIsAFailureAndHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop access = bench.bind("accessfile filesetname=data,mode=x");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(access));
    assertEquals(ErrorKind.EACCES, e.kind());
    assertEquals(data.file(0), e.path());
    assertEquals("", data.files().held());
  }

  @Test
  void anUnknownRightIsRefused() throws Exception {
    bench.fileset("data", 1, 1, 100);
    assertThrows(BindException.class, () -> bench.bind("accessfile filesetname=data,mode=rq"));
  }
}
