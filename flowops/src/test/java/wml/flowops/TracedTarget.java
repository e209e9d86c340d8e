package wml.flowops;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wml.api.target.Deployment;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Options;
import wml.api.target.Placement;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;

/** A target that writes down what each thread asks it for. Threads have lists of their own. */
final class TracedTarget implements Target {
  private final Target target;

  /** By the thread's name. */
  final Map<String, List<String>> traces = new TreeMap<>();

  TracedTarget(Target target) {
    this.target = target;
  }

  @Override
  public TargetInfo info() {
    return target.info();
  }

  @Override
  public Deployment deploy(Options options, Scope scope) throws IOException {
    Deployment deployment = target.deploy(options, scope);
    return new Deployment() {
      @Override
      public FileSystemSession connect(Identity who) throws IOException {
        List<String> trace = new ArrayList<>();
        synchronized (traces) {
          traces.put(who.thread(), trace);
        }
        return new TracedSession(deployment.connect(who), trace);
      }

      @Override
      public Placement describe(String path) throws IOException {
        return deployment.describe(path);
      }

      @Override
      public void close() throws IOException {
        deployment.close();
      }
    };
  }
}
