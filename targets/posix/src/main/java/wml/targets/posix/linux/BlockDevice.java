package wml.targets.posix.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What /sys tells of the device below a mount. A partition's facts are those of its disk. */
record BlockDevice(Path sys) {
  static final BlockDevice OF_THIS_MACHINE = new BlockDevice(Path.of("/sys"));

  /**
   * Empty if the number is no block device's, as that of tmpfs or of a network mount.
   *
   * @param number such as {@code 8:1}
   */
  Map<String, String> facts(String number) {
    Map<String, String> facts = new LinkedHashMap<>();
    try {
      Path device = sys.resolve("dev/block").resolve(number).toRealPath();
      if (!Files.exists(device.resolve("queue")) && device.getParent() != null) {
        device = device.getParent();
      }
      put(facts, "device_model", line(device.resolve("device/model")));
      String rotational = line(device.resolve("queue/rotational"));
      put(
          facts,
          "device_rotates",
          rotational.equals("1") ? "yes" : rotational.isEmpty() ? "" : "no");
      // Such as: none [mq-deadline] kyber
      String schedulers = line(device.resolve("queue/scheduler"));
      put(facts, "io_scheduler", schedulers.replaceAll(".*\\[(.*)\\].*", "$1"));
      put(facts, "device_write_cache", line(device.resolve("queue/write_cache")));
    } catch (IOException e) {
      return facts; // no block device
    }
    return facts;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }

  private static String line(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readString(file).strip() : "";
  }
}
