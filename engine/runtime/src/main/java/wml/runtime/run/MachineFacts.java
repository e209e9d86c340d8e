package wml.runtime.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What explains a number besides the workload: processor, memory, kernel, JVM, build. */
public final class MachineFacts {
  private MachineFacts() {}

  /** No host or user name: results are shared. Unknown facts are left out. */
  public static Map<String, String> collect() {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "os", System.getProperty("os.name"));
    put(facts, "kernel", firstLine(Path.of("/proc/sys/kernel/osrelease")));
    put(facts, "architecture", System.getProperty("os.arch"));
    put(facts, "cpu_model", field(Path.of("/proc/cpuinfo"), "model name"));
    put(facts, "cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
    put(facts, "memory", field(Path.of("/proc/meminfo"), "MemTotal"));
    put(facts, "jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    put(facts, "jvm_flags", System.getProperty("wml.jvmflags"));
    put(facts, "wml_commit", System.getProperty("wml.commit"));
    return facts;
  }

  /** Bytes of memory of this machine; empty if nothing tells. */
  public static OptionalLong memoryBytes() {
    String kibibytes = field(Path.of("/proc/meminfo"), "MemTotal").replace("kB", "").strip();
    return kibibytes.matches("[0-9]{1,15}")
        ? OptionalLong.of(Long.parseLong(kibibytes) * 1024)
        : OptionalLong.empty();
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.put(name, value.trim());
    }
  }

  private static String firstLine(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.get(0);
  }

  private static String field(Path file, String name) {
    for (String line : lines(file)) {
      if (line.startsWith(name)) {
        return line.substring(line.indexOf(':') + 1);
      }
    }
    return "";
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // not every system has it
    }
  }
}
