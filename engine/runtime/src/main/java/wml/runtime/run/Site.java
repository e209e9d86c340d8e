package wml.runtime.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import wml.api.plan.FilesetPlan;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.TargetInfo;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.fileset.FilesetStore;
import wml.runtime.fileset.FreeSpace;
import wml.runtime.fileset.LaidOutFileset;

/** A deployed target and the filesets that stand on it. One thread's. */
final class Site implements AutoCloseable {
  private final TargetInfo target;
  private final Options options;
  private final Deployment deployment;

  /** By the path of the root. */
  private final Map<String, LaidOutFileset> standing = new LinkedHashMap<>();

  Site(TargetInfo target, Options options, Deployment deployment) {
    this.target = target;
    this.options = options;
    this.deployment = deployment;
  }

  TargetInfo target() {
    return target;
  }

  Options options() {
    return options;
  }

  Deployment deployment() {
    return deployment;
  }

  /**
   * Lays out filesets and creates those that do not stand yet, or stand with other attributes. The
   * others are kept as the runs left them.
   *
   * @param others whose filesets may be in the same place
   * @return all of them; when cancelled, some may not be complete
   */
  List<LaidOutFileset> build(
      List<FilesetPlan> plans,
      RunSettings settings,
      Iterable<Site> others,
      Function<LaidOutFileset, FilesetStore.Progress> progress)
      throws IOException {
    List<LaidOutFileset> all = new ArrayList<>();
    List<LaidOutFileset> missing = new ArrayList<>();
    for (LaidOutFileset laidOut :
        FilesetBuilder.layOut(plans, settings.seed(), settings.compat())) {
      LaidOutFileset old = standing.get(laidOut.root());
      if (old != null && isSame(old, laidOut, settings)) {
        all.add(old);
      } else {
        all.add(laidOut);
        missing.add(laidOut);
      }
    }
    FreeSpace.check(missing, deployment);
    for (LaidOutFileset fileset : missing) {
      standing.remove(fileset.root());
      for (Site other : others) {
        other.lose(fileset.root(), this);
      }
      try {
        FilesetStore.materialise(fileset, deployment, progress.apply(fileset));
      } catch (InterruptedIOException e) {
        return all; // cancelled: what stands is marked as unfinished
      }
      standing.put(fileset.root(), fileset);
    }
    return all;
  }

  /** Lets the next build create all filesets anew. */
  void forget() {
    standing.clear();
  }

  /** In compat mode filesets share a generator, so that one tree depends on the others. */
  private static boolean isSame(LaidOutFileset old, LaidOutFileset laidOut, RunSettings settings) {
    return old.plan().equals(laidOut.plan())
        && old.ordinal() == laidOut.ordinal()
        && (!settings.compat() || old.digest().equals(laidOut.digest()));
  }

  /** Forgets what stands at a path if another target is about to build there. */
  private void lose(String root, Site builder) throws IOException {
    if (builder == this || !standing.containsKey(root)) {
      return;
    }
    String here = deployment.describe(root).facts().get("type");
    String there = builder.deployment.describe(root).facts().get("type");
    if (Objects.equals(here, there)) { // of one type: perhaps the same disk
      standing.remove(root);
    }
  }

  @Override
  public void close() throws IOException {
    deployment.close();
  }
}
