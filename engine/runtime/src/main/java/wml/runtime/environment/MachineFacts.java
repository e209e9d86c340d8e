package wml.runtime.environment;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What explains a number besides the workload: machine, kernel, JVM, build. */
public final class MachineFacts {
  private static final String CPUFREQ = "sys/devices/system/cpu/cpu0/cpufreq/";

  private final KernelFiles kernel;
  private final Map<String, String> facts = new LinkedHashMap<>();

  MachineFacts(KernelFiles kernel) {
    this.kernel = kernel;
  }

  /** Unknown facts are left out. Names of hosts and users are not: see {@link Redaction}. */
  public static Map<String, String> collect() {
    return new MachineFacts(KernelFiles.OF_THIS_MACHINE).all();
  }

  /** Bytes of memory of this machine; empty if nothing tells. */
  public static OptionalLong memoryBytes() {
    return KernelFiles.bytes(KernelFiles.OF_THIS_MACHINE.lines("proc/meminfo"), "MemTotal");
  }

  Map<String, String> all() {
    put("os", System.getProperty("os.name"));
    put("kernel", kernel.firstLine("proc/sys/kernel/osrelease"));
    put("architecture", System.getProperty("os.arch"));
    put("machine_class", machineClass());
    put("cpu_model", kernel.field("proc/cpuinfo", "model name"));
    put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
    put("cpu_governor", kernel.firstLine(CPUFREQ + "scaling_governor"));
    put("cpu_frequency_range", frequencyRange());
    put("cpu_quota", kernel.firstLine("sys/fs/cgroup/cpu.max"));
    put("clock_source", clockSource());
    put("memory", kernel.field("proc/meminfo", "MemTotal"));
    put("memory_limit", kernel.firstLine("sys/fs/cgroup/memory.max"));
    put("huge_pages", chosen(kernel.firstLine("sys/kernel/mm/transparent_hugepage/enabled")));
    put("congestion_control", kernel.firstLine("proc/sys/net/ipv4/tcp_congestion_control"));
    put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    put("jvm_flags", flags());
    put("wml_commit", System.getProperty("wml.commit"));
    put("command", System.getProperty("wml.command"));
    return facts;
  }

  private void put(String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.put(name, value.trim());
    }
  }

  /** Such as {@code virtual machine, QEMU Standard PC, in a container}. */
  private String machineClass() {
    List<String> cpuinfo = kernel.lines("proc/cpuinfo");
    if (cpuinfo.isEmpty()) {
      return "";
    }
    boolean virtual =
        cpuinfo.stream()
            .filter(line -> line.startsWith("flags"))
            .anyMatch(line -> line.contains(" hypervisor"));
    boolean container =
        Files.exists(kernel.path(".dockerenv"))
            || Files.exists(kernel.path("run/.containerenv"))
            || kernel.lines("proc/1/environ").stream().anyMatch(l -> l.contains("container="));
    String product =
        (kernel.firstLine("sys/class/dmi/id/sys_vendor")
                + " "
                + kernel.firstLine("sys/class/dmi/id/product_name"))
            .strip();
    return (virtual ? "virtual machine" : "physical machine")
        + (product.isEmpty() ? "" : ", " + product)
        + (container ? ", in a container" : "");
  }

  private String frequencyRange() {
    OptionalLong min = kernel.number(CPUFREQ + "cpuinfo_min_freq");
    OptionalLong max = kernel.number(CPUFREQ + "cpuinfo_max_freq");
    return min.isPresent() && max.isPresent()
        ? min.getAsLong() / 1000 + " to " + max.getAsLong() / 1000 + " MHz"
        : "";
  }

  private String clockSource() {
    return kernel.firstLine("sys/devices/system/clocksource/clocksource0/current_clocksource");
  }

  /** Of {@code always [madvise] never}, the one in brackets. */
  private static String chosen(String line) {
    return line.replaceAll(".*\\[(.*)\\].*", "$1");
  }

  /** Without properties: they are the launcher's own, or say nothing about speed. */
  private static String flags() {
    List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return arguments.stream()
        .filter(flag -> !flag.startsWith("-D") && !flag.startsWith("-Xlog:"))
        .collect(Collectors.joining(" "));
  }
}
