package wml.compiler;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.TargetInfo;

/**
 * How a workload is compiled.
 *
 * @param settings of {@code -D name=value}
 * @param directory root under which all paths go, without a slash at its end; null leaves paths
 * @param target whose capabilities are checked until a target statement; null checks none
 * @param environment for {@code $(NAME)}
 * @param targetFixed whether the target replaces those that the script names
 */
public record CompileOptions(
    Map<String, String> settings,
    @Nullable String directory,
    @Nullable TargetInfo target,
    Map<String, String> environment,
    boolean targetFixed) {
  public CompileOptions {
    settings = Map.copyOf(settings);
    environment = Map.copyOf(environment);
  }

  /** As from a command line that names the target, or leaves it out. */
  public CompileOptions(
      Map<String, String> settings,
      @Nullable String directory,
      @Nullable TargetInfo target,
      Map<String, String> environment) {
    this(settings, directory, target, environment, target != null);
  }
}
