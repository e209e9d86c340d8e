package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class GetXattrTest {
  @AutoClose private final Workbench bench = new Workbench();

  private static final AttributeName NAME = AttributeName.of("wml");

  private Capability.ExtendedAttributes attributes() {
    return Objects.requireNonNull(bench.session().capability(Capability.ExtendedAttributes.class));
  }

  @Test
  void givesAFileTheAttributeOnceAndCountsItsBytes() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop get = bench.bind("getxattr filesetname=data,iosize=100");
    assertEquals(100, bench.call(get));
    bench.trace();
    assertEquals(100, bench.call(get));
    assertEquals(List.of("get " + data.file(0) + " wml 65536"), bench.trace());
    assertEquals("", data.files().held());
  }

  @Test
  void readsTheValueThatIsThere() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    attributes().set(FilePath.of(data.file(0)), AttributeName.of("x"), IoBuffer.allocate(7), 7);
    assertEquals(7, bench.once("getxattr filesetname=data,iosize=100,xattr=x"));
  }

  @Test
  void aValueThatWasLostCountsNothingAndComesBack() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop get = bench.bind("getxattr filesetname=data,iosize=100");
    bench.call(get);
    attributes().remove(FilePath.of(data.file(0)), NAME);
    assertEquals(0, bench.call(get));
    assertEquals(100, bench.call(get));
  }

  @Test
  void aFileThatIsGoneIsAFailureAndHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop get = bench.bind("getxattr filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(get));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.files().held());
  }
}
