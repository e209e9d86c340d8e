package wml.targets.posix.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockDeviceTest {
  @Test
  void aPartitionHasTheFactsOfItsDisk(@TempDir Path sys) throws IOException {
    Path disk = sys.resolve("devices/pci/sda");
    Files.createDirectories(disk.resolve("queue"));
    Files.createDirectories(disk.resolve("device"));
    Files.createDirectories(disk.resolve("sda1"));
    Files.writeString(disk.resolve("device/model"), "FAST SSD 9  \n");
    Files.writeString(disk.resolve("queue/rotational"), "0\n");
    Files.writeString(disk.resolve("queue/scheduler"), "none [mq-deadline] kyber\n");
    Files.createDirectories(sys.resolve("dev/block"));
    Files.createSymbolicLink(sys.resolve("dev/block/8:1"), disk.resolve("sda1"));
    Files.createSymbolicLink(sys.resolve("dev/block/8:0"), disk);
    Map<String, String> expected =
        Map.of("device_model", "FAST SSD 9", "device_rotates", "no", "io_scheduler", "mq-deadline");
    assertEquals(expected, new BlockDevice(sys).facts("8:1"));
    assertEquals(expected, new BlockDevice(sys).facts("8:0"));
  }

  @Test
  void whatIsNoBlockDeviceHasNoFacts(@TempDir Path sys) {
    assertEquals(Map.of(), new BlockDevice(sys).facts("0:25"));
  }
}
