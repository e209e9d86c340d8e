package wml.runtime.fileset;

import wml.api.fileset.Contents;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.RandomVariable;
import wml.api.source.SourcePosition;

/** Fileset plans for tests, with Filebench's defaults. */
record Plans(
    String name,
    String path,
    Value size,
    long files,
    long leafDirectories,
    Value width,
    long gamma,
    Value depth,
    int prealloc,
    boolean reuse,
    boolean trust,
    boolean single) {

  static Plans named(String name) {
    return new Plans(
        name, "/t", whole(1024), 0, 0, whole(20), 1500, whole(0), 100, false, false, false);
  }

  static Value whole(long value) {
    return new Value.Whole(value);
  }

  /** As {@code cvar(type=cvar-gamma, parameters=mean:...;gamma:1.5)}. */
  static Value gammaSize(long mean) {
    return new Value.Random(
        new RandomVariable(
            "size", new Distribution.Gamma(1.5, mean / 1.5, 0), 0, 0, Double.MAX_VALUE, false, 0));
  }

  Plans at(String newPath) {
    return new Plans(
        name,
        newPath,
        size,
        files,
        leafDirectories,
        width,
        gamma,
        depth,
        prealloc,
        reuse,
        trust,
        single);
  }

  Plans files(long count, long meanWidth) {
    return new Plans(
        name,
        path,
        size,
        count,
        leafDirectories,
        whole(meanWidth),
        gamma,
        depth,
        prealloc,
        reuse,
        trust,
        single);
  }

  Plans leaves(long count) {
    return new Plans(
        name, path, size, files, count, width, gamma, depth, prealloc, reuse, trust, single);
  }

  Plans width(Value newWidth) {
    return new Plans(
        name,
        path,
        size,
        files,
        leafDirectories,
        newWidth,
        gamma,
        depth,
        prealloc,
        reuse,
        trust,
        single);
  }

  Plans depth(Value newDepth) {
    return new Plans(
        name,
        path,
        size,
        files,
        leafDirectories,
        width,
        gamma,
        newDepth,
        prealloc,
        reuse,
        trust,
        single);
  }

  Plans gamma(long newGamma) {
    return new Plans(
        name,
        path,
        size,
        files,
        leafDirectories,
        width,
        newGamma,
        depth,
        prealloc,
        reuse,
        trust,
        single);
  }

  Plans size(Value newSize) {
    return new Plans(
        name,
        path,
        newSize,
        files,
        leafDirectories,
        width,
        gamma,
        depth,
        prealloc,
        reuse,
        trust,
        single);
  }

  Plans prealloc(int percent) {
    return new Plans(
        name,
        path,
        size,
        files,
        leafDirectories,
        width,
        gamma,
        depth,
        percent,
        reuse,
        trust,
        single);
  }

  Plans reused(boolean trusted) {
    return new Plans(
        name,
        path,
        size,
        files,
        leafDirectories,
        width,
        gamma,
        depth,
        prealloc,
        true,
        trusted,
        single);
  }

  Plans singleFile() {
    return new Plans(
        name,
        path,
        size,
        files,
        leafDirectories,
        width,
        gamma,
        depth,
        prealloc,
        reuse,
        trust,
        true);
  }

  FilesetPlan plan() {
    return new FilesetPlan(
        "",
        name,
        path,
        size,
        files,
        leafDirectories,
        width,
        gamma,
        depth,
        prealloc,
        false,
        reuse,
        trust,
        false,
        false,
        single,
        Contents.RANDOM,
        SourcePosition.NONE);
  }
}
