package wml.gate.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import wml.gate.result.GateResult;

/** All files of a gate's result, each whole or not at all. */
public final class GateOutputs {
  private GateOutputs() {}

  /**
   * Writes all of them into a directory, which is made if it is missing; older ones are replaced.
   *
   * @throws IOException saying which file and why
   */
  public static void write(GateResult result, Path directory) throws IOException {}

  /**
   * The JSON document, from which everything else can be made again.
   *
   * @throws IOException saying which file and why
   */
  public static void json(GateResult result, Path file) throws IOException {}

  /** The same into a stream, which stays open. */
  public static void json(GateResult result, OutputStream out) throws IOException {}
}
