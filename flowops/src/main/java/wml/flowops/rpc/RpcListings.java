package wml.flowops.rpc;

import com.google.auto.service.AutoService;
import java.io.IOException;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.flowops.slot.FlowopAttributes;

/** Calls that list directories. */
public final class RpcListings {
  private static final Attribute ROOM =
      Attribute.number("room", 32 << 10, 512, 1 << 20, "bytes that the answer may have");

  private RpcListings() {}

  private static final class Listed implements Subject {
    private final ExistingEntry directory;
    private final LongSource room;

    Listed(Binding binding, String keyword) throws BindException {
      directory = ExistingEntry.directory(binding, keyword);
      room = binding.numbers(ROOM.name());
    }

    @Override
    public Readiness find(RemoteCall call) throws IOException {
      call.length = (int) Math.clamp(room.next(), ROOM.min(), ROOM.max());
      return directory.find(call);
    }

    @Override
    public void over(RemoteCall call, boolean succeeded) {
      directory.over(call, succeeded);
    }
  }

  abstract static class ListingType extends RemoteSignature {
    ListingType(RemoteOperation operation, String what) {
      super(
          operation,
          Direction.READ,
          "Asks for the first page of "
              + what
              + " of a directory: the fileset's next inner directory, or the one near indexed."
              + " Counts the bytes of the page.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED, ROOM),
          Effect.NONE,
          "flowop " + keyword(operation) + " name=listing,filesetname=data,room=4k");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return new Listed(binding, signature().keyword());
    }
  }

  /** READDIR. */
  @AutoService(FlowopType.class)
  public static final class Names extends ListingType {
    public Names() {
      super(RemoteOperation.READDIR, "the names");
    }
  }

  /** READDIRPLUS. */
  @AutoService(FlowopType.class)
  public static final class Attributes extends ListingType {
    public Attributes() {
      super(RemoteOperation.READDIRPLUS, "the names, attributes and handles");
    }
  }
}
