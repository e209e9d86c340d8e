package wml.runtime.fileset;

/** stub. */
final class Manifest {
  static final String FOLDER = ".wml";

  private Manifest() {}
}
