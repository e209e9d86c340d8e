package wml.targets.nfs.server.v4;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.pnfs.StripedStore;
import wml.targets.nfs.protocol.v4.Nfs4;

/**
 * All operations of a connection by their number. A theme adds its own in its constructor's call.
 */
final class Operations {
  /** Numbers end here: RFC 7862 and RFC 8276. */
  static final int END = Nfs4.OP_REMOVEXATTR + 1;

  private static final int FIRST = Nfs4.OP_ACCESS;
  private static final int FIRST_OF_42 = Nfs4.OP_ALLOCATE;

  private final @Nullable Operation[] all = new Operation[END];

  Operations(Compound c) {
    new SessionOperations(c).addTo(this);
    new HandleOperations().addTo(this);
    new AttributeOperations(c).addTo(this);
    new NameOperations(c).addTo(this);
    new Listing4(c).addTo(this);
    new OpenOperations(c).addTo(this);
    new StateOperations().addTo(this);
    new LockOperations().addTo(this);
    new DataOperations(c).addTo(this);
    new SpaceOperations(c).addTo(this);
    new ValueOperations(c).addTo(this);
    if (c.store instanceof StripedStore striped) {
      new LayoutOperations(striped.layouts()).addTo(this);
    }
  }

  void add(int number, Operation operation) {
    all[number] = operation;
  }

  /** Whether a minor version has such an operation. */
  static boolean isKnown(int number, int minor) {
    return number >= FIRST && number < (minor == 1 ? FIRST_OF_42 : END);
  }

  /** Null: it is not supported. */
  @Nullable Operation get(int number) {
    return all[number];
  }
}
