package wml.cli.describe;

import java.util.Set;
import wml.api.flowop.CommonAttributes;
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

  private static final Set<String> SYNCS = Set.of("fsync", "fsyncset");

  static OperationKind of(Signature signature) {
    if (!signature.category().countsAsIo()) {
      return NONE;
    }
    if (SYNCS.contains(signature.keyword())) {
      return SYNC;
    }
    boolean moves = signature.attributes().contains(CommonAttributes.IO_SIZE);
    return switch (signature.direction()) {
      case READ -> moves ? READ : METADATA;
      case WRITE -> WRITE;
      case NONE -> signature.category() == Signature.Category.AIO ? NONE : METADATA;
    };
  }

  boolean isData() {
    return this == READ || this == WRITE;
  }
}
