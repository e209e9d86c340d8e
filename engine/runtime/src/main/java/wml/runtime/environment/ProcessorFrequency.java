package wml.runtime.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How fast the processors run now, where the system tells. */
final class ProcessorFrequency {
  /** Reading all of a large machine's would take longer than they stay the same. */
  private static final int MOST = 16;

  private ProcessorFrequency() {}

  /** Rising; at most {@value #MOST}. */
  static List<Double> megahertz(KernelFiles kernel) {
    List<Double> out = new ArrayList<>();
    for (int cpu = 0; cpu < MOST; cpu++) {
      OptionalLong kilohertz =
          kernel.number("sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_cur_freq");
      if (kilohertz.isPresent()) {
        out.add(kilohertz.getAsLong() / 1e3);
      }
    }
    if (out.isEmpty()) {
      for (String line : kernel.lines("proc/cpuinfo")) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.startsWith("cpu MHz") && value.matches("[0-9]+(\\.[0-9]+)?")) {
          out.add(Double.parseDouble(value));
        }
      }
    }
    return out.stream().sorted().limit(MOST).toList();
  }
}
