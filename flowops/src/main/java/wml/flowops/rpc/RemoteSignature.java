package wml.flowops.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.RemoteCalls;
import wml.api.target.RemoteOperation;

/** What the flowops of single remote calls say of themselves, and how they are bound. */
abstract class RemoteSignature implements FlowopType {
  /** A limit on memory. */
  static final int MAX_DEPTH = 1024;

  static final Attribute DEPTH =
      Attribute.number(
          "depth",
          1,
          1,
          MAX_DEPTH,
          "calls that the thread keeps under way; each is counted when it is answered");

  private final RemoteOperation operation;
  private final Signature signature;

  /**
   * @param doc what it does and counts; how its time is taken is said for all
   */
  RemoteSignature(
      RemoteOperation operation,
      Direction direction,
      String doc,
      List<Attribute> attributes,
      Effect effect,
      String example) {
    this.operation = operation;
    List<Attribute> all = new ArrayList<>(attributes);
    all.add(DEPTH);
    signature =
        new Signature(
            keyword(operation),
            Category.IO,
            direction,
            doc
                + " Timed from sending the call to its answer; what the server must be told in"
                + " place of names is looked up before, unless the thread did so for the same"
                + " names before.",
            all,
            Set.of(RemoteCalls.class),
            effect,
            example);
  }

  /** That of the operation, with what tells it from the flowop of the same name. */
  static String keyword(RemoteOperation operation) {
    return "rpc" + operation.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public final Signature signature() {
    return signature;
  }

  @Override
  public final Flowop bind(Binding binding) throws BindException {
    return new RemoteFlowop(binding, signature.keyword(), operation, subject(binding));
  }

  /** What its calls are about. */
  abstract Subject subject(Binding binding) throws BindException;
}
