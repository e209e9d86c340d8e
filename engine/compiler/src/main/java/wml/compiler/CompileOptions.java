package wml.compiler;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.TargetInfo;

/**
 * How a workload is compiled.
 *
 * @param settings of {@code -D name=value}
 * @param directory root under which all paths go, without a slash at its end; null leaves paths
 * @param target whose capabilities are checked; null checks none
 * @param environment for {@code $(NAME)}
 */
public record CompileOptions(
    Map<String, String> settings,
    @Nullable String directory,
    @Nullable TargetInfo target,
    Map<String, String> environment) {
  public CompileOptions {
    settings = Map.copyOf(settings);
    environment = Map.copyOf(environment);
  }
}
