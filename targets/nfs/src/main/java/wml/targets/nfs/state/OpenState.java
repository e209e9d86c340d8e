package wml.targets.nfs.state;

import wml.targets.nfs.protocol.v4.Nfs4;

/** A file that an owner has open, once or more. */
public final class OpenState extends State {
  final Owner owner;
  private final int uid;

  /** Which kinds of access, and of denial, it was opened with: a bit for each. */
  private int accesses;

  private int denials;
  private volatile int access;
  private volatile int deny;

  OpenState(Owner owner, FileState file, int uid) {
    super(owner.client(), file);
    this.owner = owner;
    this.uid = uid;
  }

  /** The user that opened it, whose rights were checked then. */
  public int uid() {
    return uid;
  }

  public int access() {
    return access;
  }

  int deny() {
    return deny;
  }

  @Override
  public boolean allows(boolean write) {
    int needed = write ? Nfs4.OPEN4_SHARE_ACCESS_WRITE : Nfs4.OPEN4_SHARE_ACCESS_READ;
    return (access & needed) != 0;
  }

  void add(int moreAccess, int moreDeny) {
    accesses |= 1 << moreAccess;
    denials |= 1 << moreDeny;
    access |= moreAccess;
    deny |= moreDeny;
  }

  /** Whether it was opened in ways that, together, are these (RFC 8881, section 18.18). */
  boolean canBecome(int newAccess, int newDeny) {
    return union(accesses, newAccess) == newAccess && union(denials, newDeny) == newDeny;
  }

  void become(int newAccess, int newDeny) {
    accesses = within(accesses, newAccess);
    denials = within(denials, newDeny);
    access = newAccess;
    deny = newDeny;
  }

  private static int within(int ways, int limit) {
    int out = 0;
    for (int way = 0; way <= 3; way++) {
      if ((ways >> way & 1) != 0 && (way & ~limit) == 0) {
        out |= 1 << way;
      }
    }
    return out;
  }

  private static int union(int ways, int limit) {
    int out = 0;
    for (int way = 0; way <= 3; way++) {
      if ((within(ways, limit) >> way & 1) != 0) {
        out |= way;
      }
    }
    return out;
  }

  boolean conflicts(int otherAccess, int otherDeny) {
    return (access & otherDeny) != 0 || (deny & otherAccess) != 0;
  }
}
