package wml.flowops.rpc;

import com.google.auto.service.AutoService;
import wml.api.flowop.Binding;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.flowops.slot.FlowopAttributes;

/** Calls about the server, or about all that it offers under one root. */
public final class RpcSystem {
  private RpcSystem() {}

  private static final class Root implements Subject {
    @Override
    public Readiness find(RemoteCall call) {
      call.path.clear();
      return Readiness.READY;
    }
  }

  abstract static class RootType extends RemoteSignature {
    RootType(RemoteOperation operation, String doc) {
      super(
          operation,
          Direction.NONE,
          doc + " Counts no bytes.",
          FlowopAttributes.of(),
          Effect.NONE,
          "flowop " + keyword(operation) + " name=calling");
    }

    @Override
    Subject subject(Binding binding) {
      return new Root();
    }
  }

  /** NULL. */
  @AutoService(FlowopType.class)
  public static final class Nothing extends RootType {
    public Nothing() {
      super(
          RemoteOperation.NULL,
          "Asks the server for nothing: the way there and back, and what it costs.");
    }
  }

  /** FSSTAT. */
  @AutoService(FlowopType.class)
  public static final class Space extends RootType {
    public Space() {
      super(RemoteOperation.FSSTAT, "Asks how much space and how many files are free.");
    }
  }

  /** FSINFO. */
  @AutoService(FlowopType.class)
  public static final class Limits extends RootType {
    public Limits() {
      super(RemoteOperation.FSINFO, "Asks what the server takes at once, and what it can do.");
    }
  }

  /** PATHCONF. */
  @AutoService(FlowopType.class)
  public static final class PathLimits extends RootType {
    public PathLimits() {
      super(RemoteOperation.PATHCONF, "Asks how long names may be, and how they are compared.");
    }
  }
}
