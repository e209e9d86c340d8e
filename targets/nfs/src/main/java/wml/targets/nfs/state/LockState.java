package wml.targets.nfs.state;

import wml.targets.wire.xdr.Opaque;

/** The byte ranges that a lock owner holds of a file, under an open of it. */
public final class LockState extends State {
  final Owner owner;
  final OpenState open;

  LockState(Owner owner, OpenState open) {
    super(owner.client(), open.file);
    this.owner = owner;
    this.open = open;
  }

  /** Its owner's name, as the client chose it. */
  public Opaque ownerName() {
    return owner.name();
  }

  public OpenState open() {
    return open;
  }

  @Override
  public boolean allows(boolean write) {
    return open.allows(write);
  }
}
