package wml.api.flowop;

/** A kind of operation, one per keyword: stateless, found by {@link java.util.ServiceLoader}. */
public interface FlowopType {
  Signature signature();

  /**
   * Resolves everything that the operation needs, once per thread and occurrence.
   *
   * @throws BindException if the attributes make no sense together
   */
  Flowop bind(Binding binding) throws BindException;

  /**
   * Whether files whose blocks are verified may meet it: it changes none, or whole blocks only, and
   * sees to it that they carry what they must.
   */
  default boolean keepsBlocks() {
    return true;
  }
}
