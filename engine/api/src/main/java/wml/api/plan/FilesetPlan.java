package wml.api.plan;

import wml.api.fileset.Contents;
import wml.api.source.SourcePosition;

/**
 * A fileset to build.
 *
 * @param machine whose copy it is: a {@link Guest#name}, or "" of the physical client
 * @param path directory under which the tree {@code path/name} stands
 * @param size of each file in bytes: a number, or a random variable drawn per file
 * @param dirWidth mean entries per directory; 0 as in Filebench's omitted width
 * @param dirGamma shape of the geometry x 1000; 0 for a regular tree
 * @param dirDepth a number of 0 draws the depth from the geometry; else it replaces the draw
 * @param preallocPercent of the files that exist at the start, each chosen by itself
 * @param parallel more than one thread creates; the tree is the same
 * @param trustTree with reuse: files are not even looked at
 * @param singleFile defined as a file, not a fileset
 * @param contents what its files hold
 */
public record FilesetPlan(
    String machine,
    String name,
    String path,
    Value size,
    long files,
    long leafDirectories,
    Value dirWidth,
    long dirGamma,
    Value dirDepth,
    int preallocPercent,
    boolean parallel,
    boolean reuse,
    boolean trustTree,
    boolean readOnly,
    boolean writeOnly,
    boolean singleFile,
    Contents contents,
    SourcePosition at) {
  /** The same for another machine, below another directory. */
  public FilesetPlan copy(String ofMachine, String below) {
    return new FilesetPlan(
        ofMachine,
        name,
        below,
        size,
        files,
        leafDirectories,
        dirWidth,
        dirGamma,
        dirDepth,
        preallocPercent,
        parallel,
        reuse,
        trustTree,
        readOnly,
        writeOnly,
        singleFile,
        contents,
        at);
  }

  /**
   * A small one for a rehearsal: made anew, all files there and of one size.
   *
   * @param maxBytes about what all its files take at most
   */
  public FilesetPlan small(String below, long maxFiles, long maxBytes) {
    long fewer = Math.min(files, maxFiles);
    long most = maxBytes / Math.max(1, fewer);
    long block = Math.max(4096, contents.verifyBytes());
    long whole = Math.max(block, most / block * block);
    long each = size instanceof Value.Whole given ? Math.min(given.value(), whole) : whole;
    return new FilesetPlan(
        machine,
        name,
        below,
        new Value.Whole(each),
        fewer,
        Math.min(leafDirectories, maxFiles),
        dirWidth,
        dirGamma,
        dirDepth,
        Math.max(preallocPercent, 50),
        false,
        false,
        false,
        readOnly,
        writeOnly,
        singleFile,
        contents,
        at);
  }
}
