package wml.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.SourceText;

/** Reads workload files, and finds those that {@code include} names. */
public final class SourceLoader {
  /** A workload is written by people; more than this is no workload. */
  private static final int MAX_BYTES = 64 << 20;

  private SourceLoader() {}

  /**
   * Reads a file as UTF-8, or as Latin-1 if it isn't.
   *
   * @throws IOException with a message for the user
   */
  public static SourceText read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("'" + path + "' is a directory, not a workload file");
    }
    try {
      try (InputStream in = Files.newInputStream(path)) { // no size: it may be a pipe or device
        return read(path.toString(), in);
      }
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no file '" + path + "'; 'wml list workloads' shows those that come with wml",
          e);
    }
  }

  /** Reads a stream in the same way. */
  public static SourceText read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("'" + name + "' is larger than 64 MiB: it is no workload file");
    }
    return new SourceText(name, decode(bytes));
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** The file that {@code include NAME} means, next to the including one; null if there is none. */
  static @Nullable Path find(String name, SourceText from) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      return null;
    }
    for (String ending : new String[] {"", ".wml", ".f"}) {
      Path candidate = Path.of(from.path()).resolveSibling(name + ending);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
