package wml.runtime.fileset;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a tree is ours. It stands beside the tree, as {@code <path>/.wml/<name>.manifest},
 * so that the tree holds nothing that Filebench's would not.
 *
 * <p>Text, four lines: {@code wml-fileset 1}, {@code state ...}, {@code inode ...}, {@code digest
 * ...}; a fifth, {@code verify ...}, if its blocks can be verified.
 *
 * @param rootInode of the tree's root, so that a directory that took its place is not mistaken for
 *     it; 0 if there is no root yet or the target has no inode numbers
 * @param digest of the tree that was or is being built, for {@code trusttree}
 * @param verify the size and identity of blocks that can be verified; empty: they can't
 */
record Manifest(State state, long rootInode, String digest, String verify) {
  /** The folder beside the trees. */
  static final String FOLDER = ".wml";

  private static final String FORMAT = "wml-fileset 1";

  /** Longer names are replaced by a digest, since file names have at most 255 bytes. */
  private static final int MAX_NAME_BYTES = 200;

  /** How far a tree is. */
  enum State {
    /** The root does not exist, or only just and is empty. */
    PLANNED,
    /** The root and any part of the rest exist. */
    BUILDING,
    COMPLETE
  }

  String format() {
    return FORMAT
        + "\nstate "
        + state.name().toLowerCase(Locale.ROOT)
        + "\ninode "
        + rootInode
        + "\ndigest "
        + digest
        + (verify.isEmpty() ? "" : "\nverify " + verify)
        + "\n";
  }

  /** The manifest that a text holds, or null if it holds none. */
  static @Nullable Manifest parse(String text) {
    String[] lines = text.split("\n", -1);
    boolean verified = lines.length == 6 && lines[4].startsWith("verify ");
    if ((lines.length != 5 && !verified)
        || !lines[0].equals(FORMAT)
        || !lines[1].startsWith("state ")
        || !lines[2].matches("inode -?[0-9]{1,19}")
        || !lines[3].startsWith("digest ")) {
      return null;
    }
    for (State state : State.values()) {
      if (lines[1].equals("state " + state.name().toLowerCase(Locale.ROOT))) {
        return new Manifest(
            state,
            Long.parseLong(lines[2].substring("inode ".length())),
            lines[3].substring("digest ".length()),
            verified ? lines[4].substring("verify ".length()) : "");
      }
    }
    return null;
  }

  /**
   * The file name for a fileset: letters, digits, '_' and '-' and inner dots stand for themselves,
   * other bytes become %XX, so that different names never meet.
   */
  static String fileName(String filesetName) {
    StringBuilder name = new StringBuilder();
    for (byte b : filesetName.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= '0' && b <= '9')
              || (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || b == '_'
              || b == '-'
              || (b == '.' && !name.isEmpty());
      if (plain) {
        name.append((char) b);
      } else {
        name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    if (name.length() > MAX_NAME_BYTES) {
      return "%long-" + Tree.sha256(filesetName.getBytes(StandardCharsets.UTF_8)) + ".manifest";
    }
    return name + ".manifest";
  }
}
