package wml.lsp.feature;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPhase;

/** Words about runs with their meaning: their phases and ends. */
final class RunWords {
  static final Map<String, String> PHASES = phases();
  static final Map<String, String> QUIT_MODES = quitModes();

  private RunWords() {}

  private static Map<String, String> phases() {
    Map<String, String> out = new LinkedHashMap<>();
    for (RunPhase.Kind kind : RunPhase.Kind.values()) {
      out.put(
          kind.word(),
          switch (kind) {
            case WARMUP -> "`warmup 5s`: all threads work, and are not recorded.";
            case RAMP -> "`ramp 2s`: the threads join one after the other; not recorded.";
            case MEASURE -> "`measure 30s`: what is recorded; there is one.";
            case COOLDOWN -> "`cooldown 1s`: all threads work on, and are not recorded.";
          });
    }
    return out;
  }

  private static Map<String, String> quitModes() {
    Map<String, String> out = new LinkedHashMap<>();
    for (QuitMode mode : QuitMode.values()) {
      out.put(
          mode.name().toLowerCase(Locale.ROOT).replace("_", ""),
          switch (mode) {
            case TIMEOUT -> "A run ends when its time is over.";
            case FIRST_DONE -> "A run ends when the first thread has ended.";
            case ALL_DONE -> "A run ends when all threads have ended.";
          });
    }
    return out;
  }
}
