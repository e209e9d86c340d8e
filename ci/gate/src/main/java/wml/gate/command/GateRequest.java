package wml.gate.command;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.gate.decision.Design;
import wml.gate.trial.Preparation.Wish;
import wml.gate.trial.SideText;

/**
 * What a gate is asked to do.
 *
 * @param directory null: that for temporary files
 * @param seconds null: the usual
 */
record GateRequest(
    Path file,
    SideText baseline,
    SideText candidate,
    Map<String, String> settings,
    @Nullable Path directory,
    @Nullable Double seconds,
    Wish mode,
    Design design,
    long seed) {
  GateRequest {
    settings = Map.copyOf(settings);
  }
}
