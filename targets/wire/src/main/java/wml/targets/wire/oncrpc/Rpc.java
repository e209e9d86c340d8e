package wml.targets.wire.oncrpc;

/** Numbers of RFC 5531. */
public final class Rpc {
  static final int VERSION = 2;

  static final int CALL = 0;
  static final int REPLY = 1;

  static final int MSG_ACCEPTED = 0;
  static final int MSG_DENIED = 1;

  static final int RPC_MISMATCH = 0;
  static final int AUTH_ERROR = 1;

  static final int AUTH_NONE = 0;
  static final int AUTH_SYS = 1;

  static final int AUTH_BADCRED = 1;
  static final int AUTH_TOOWEAK = 5;

  /** Longest body of a credential or verifier (section 8.2). */
  static final int MOST_AUTH_BYTES = 400;

  /** Bit of a record mark: the fragment is the record's last (section 11). */
  static final int LAST_FRAGMENT = 0x8000_0000;

  private Rpc() {}

  /** How a server answers a call that it has accepted (section 9). */
  public enum AcceptStatus {
    SUCCESS(0),
    /** The program is not served here. */
    PROG_UNAVAIL(1),
    /** The program is served in other versions. */
    PROG_MISMATCH(2),
    /** There is no such procedure. */
    PROC_UNAVAIL(3),
    /** The arguments could not be read. */
    GARBAGE_ARGS(4),
    /** The server failed. */
    SYSTEM_ERR(5);

    final int number;

    AcceptStatus(int number) {
      this.number = number;
    }
  }
}
