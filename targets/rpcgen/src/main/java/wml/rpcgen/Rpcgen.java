package wml.rpcgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code Rpcgen FILE.x PACKAGE CONSTANTS DIRECTORY}: writes Java for a specification. */
public final class Rpcgen {
  private Rpcgen() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("Rpcgen FILE.x PACKAGE CONSTANTS DIRECTORY");
    }
    Path file = Path.of(arguments[0]);
    Path directory = Path.of(arguments[3]).resolve(arguments[1].replace('.', '/'));
    XdrSource source = XdrSource.read(file.toString(), Files.readString(file));
    Files.createDirectories(directory);
    Map<String, String> classes =
        JavaSource.of(source, arguments[1], arguments[2], String.valueOf(file.getFileName()));
    for (Map.Entry<String, String> each : classes.entrySet()) {
      Path to = directory.resolve(each.getKey() + ".java");
      // What is equal stays as it is, so that nothing is compiled anew for it.
      if (!Files.exists(to) || !Files.readString(to).equals(each.getValue())) {
        Files.writeString(to, each.getValue());
      }
    }
  }
}
