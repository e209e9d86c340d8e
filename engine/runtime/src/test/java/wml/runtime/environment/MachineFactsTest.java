package wml.runtime.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the field
final class MachineFactsTest {
  @TempDir private Path root;

  private void put(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void whatTheSystemTellsIsKept() throws IOException {
    put("proc/sys/kernel/osrelease", "6.18.0\n");
    put("proc/cpuinfo", "model name\t: Some CPU\nflags\t\t: fpu vme hypervisor lahf_lm\n");
    put("sys/class/dmi/id/sys_vendor", "QEMU\n");
    put("sys/class/dmi/id/product_name", "Standard PC\n");
    put("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    put("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_min_freq", "800000\n");
    put("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "4200000\n");
    put("proc/sys/net/ipv4/tcp_congestion_control", "cubic\n");
    put("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    put(".dockerenv", "");
    Map<String, String> facts = new MachineFacts(new KernelFiles(root)).all();
    assertEquals("6.18.0", facts.get("kernel"));
    assertEquals("Some CPU", facts.get("cpu_model"));
    assertEquals("virtual machine, QEMU Standard PC, in a container", facts.get("machine_class"));
    assertEquals("powersave", facts.get("cpu_governor"));
    assertEquals("800 to 4200 MHz", facts.get("cpu_frequency_range"));
    assertEquals("cubic", facts.get("congestion_control"));
    assertEquals("madvise", facts.get("huge_pages"));
  }

  @Test
  void whatItDoesNotTellIsLeftOut() {
    Map<String, String> facts = new MachineFacts(new KernelFiles(root)).all();
    assertFalse(facts.containsKey("kernel"));
    assertFalse(facts.containsKey("cpu_governor"));
    assertFalse(facts.containsKey("machine_class"), facts::toString);
    assertTrue(facts.containsKey("jvm_flags"), facts::toString);
    assertTrue(facts.values().stream().noneMatch(String::isBlank));
  }
}
