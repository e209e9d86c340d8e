package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class SetXattrTest {
  @AutoClose private final Workbench bench = new Workbench();

  private static final AttributeName NAME = AttributeName.of("wml");

  private Capability.ExtendedAttributes attributes() {
    return Objects.requireNonNull(bench.session().capability(Capability.ExtendedAttributes.class));
  }

  @Test
  void givesTheNextFileAValueOfIosizeBytes() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    Flowop set = bench.bind("setxattr filesetname=data,iosize=300");
    assertEquals(300, bench.call(set));
    assertEquals(
        300, attributes().get(FilePath.of(data.file(0)), NAME, IoBuffer.allocate(300), 300));
    assertEquals(List.of("set " + data.file(1) + " wml 300"), bench.timed(set));
    assertEquals("", data.files().held());
  }

  @Test
  void worksOnTheOpenFile() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1,indexed=1");
    assertEquals(
        List.of("set " + data.file(1) + " wml 64"), bench.timed(bench.bind("setxattr fd=1")));
    assertEquals(64, bench.once("getxattr fd=1"));
  }

  @Test
  void aNameThatNoTargetTakesIsRefused() throws Exception {
    bench.fileset("data", 1, 1, 100);
    String name = "x".repeat(AttributeName.MAX_BYTES + 1);
    assertThrows(BindException.class, () -> bench.bind("setxattr filesetname=data,xattr=" + name));
  }
}
