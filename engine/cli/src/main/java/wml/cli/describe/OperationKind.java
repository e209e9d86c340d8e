package wml.cli.describe;

import java.util.Set;
import java.util.stream.Collectors;
import wml.api.flowop.Attribute;
import wml.api.flowop.Signature;

/** What an operation does to a file system, as its signature tells. */
enum OperationKind {
  READ,
  WRITE,
  METADATA,
  /** Makes data durable. */
  SYNC,
  /** Waits, limits, computes or prints: asks nothing of the file system. */
  NONE;

  private static final Set<String> SYNCS =
      Set.of("fsync", "fsyncset", "fdatasync", "fsyncdir", "msync");

  static OperationKind of(Signature signature) {
    if (!signature.category().countsAsIo()) {
      return NONE;
    }
    if (SYNCS.contains(signature.keyword())) {
      return SYNC;
    }
    Set<String> attributes =
        signature.attributes().stream().map(Attribute::name).collect(Collectors.toSet());
    boolean moves = attributes.contains("iosize") && !attributes.contains("xattr");
    return switch (signature.direction()) {
      case READ -> moves ? READ : METADATA;
      case WRITE -> moves ? WRITE : METADATA;
      case NONE -> signature.category() == Signature.Category.AIO ? NONE : METADATA;
    };
  }

  boolean isData() {
    return this == READ || this == WRITE;
  }
}
