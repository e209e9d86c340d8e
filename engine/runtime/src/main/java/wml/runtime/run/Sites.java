package wml.runtime.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.TargetPlan;
import wml.api.source.SourcePosition;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;

/**
 * The targets of a script. Each is deployed when it is first needed and stays until the end, so
 * that its filesets can be used again. One thread's.
 */
final class Sites implements AutoCloseable {
  private final TargetPlan given;
  private final Scope scope;
  private final Map<String, Site> sites = new LinkedHashMap<>();

  /**
   * @param target where everything goes that names no other
   */
  Sites(Target target, Options options, Scope scope) {
    this.given = new TargetPlan(target, options, SourcePosition.NONE);
    this.scope = scope;
  }

  /** The site of a plan; null: that of the given target. */
  Site of(@Nullable TargetPlan plan) throws IOException {
    TargetPlan wanted = plan == null ? given : plan;
    Site known = sites.get(wanted.key());
    if (known != null) {
      return known;
    }
    Site made =
        new Site(
            wanted.target().info(),
            wanted.options(),
            wanted.target().deploy(wanted.options(), scope));
    sites.put(wanted.key(), made);
    return made;
  }

  Collection<Site> all() {
    return sites.values();
  }

  /** Closes all, the last one first; the first failure is thrown at the end. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    List<Site> open = new ArrayList<>(sites.values());
    sites.clear();
    for (Site site : open.reversed()) {
      try {
        site.close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
