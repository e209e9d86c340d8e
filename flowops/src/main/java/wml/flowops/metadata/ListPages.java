package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.api.target.Capability.DirectoryPages;
import wml.api.target.Capability.PagedListing;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Lists a directory page by page. */
@AutoService(FlowopType.class)
public final class ListPages implements FlowopType {
  private static final Attribute NAMES =
      Attribute.number("names", 100, 1, 1_000_000, "the most names of one page");

  private static final Signature SIGNATURE =
      new Signature(
          "listpages",
          Category.IO,
          Direction.READ,
          "Reads the next page of at most names names of a directory: the fileset's next "
              + "inner directory, or the one near indexed, until its end; then the next one. "
              + "Counts what Linux moves for the entries, as listdir does. The first page of a "
              + "directory includes opening it and the last closing it; all of it is timed.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED, NAMES),
          Set.of(PagedListing.class),
          Effect.NONE,
          "flowop listpages name=listing,filesetname=data,names=10");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding, TargetAbility.of(binding, PagedListing.class, "listpages"));
  }

  private static final class Bound implements Flowop {
    private final PagedListing listing;
    private final EntryPath directory;
    private final LongSource sizes;
    private final NameRecords records = new NameRecords();
    private @Nullable DirectoryPages pages;
    private int atMost;

    Bound(Binding binding, PagedListing listing) throws BindException {
      this.listing = listing;
      directory = EntryPath.ofDirectory(binding, "listpages");
      sizes = binding.numbers("names");
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = pages == null ? directory.find() : Readiness.READY;
      if (readiness == Readiness.READY) {
        atMost = (int) Math.clamp(sizes.next(), NAMES.min(), NAMES.max());
        records.reset();
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      DirectoryPages open = pages;
      pages = null; // forgotten if it fails
      if (open == null) {
        open = opened();
      }
      boolean more = false;
      try {
        more = open.next(atMost, records) == atMost;
      } finally {
        if (!more) {
          open.close();
        }
      }
      pages = more ? open : null;
      return records.bytes();
    }

    private DirectoryPages opened() throws IOException {
      try {
        return listing.open(directory.path());
      } finally {
        directory.release();
      }
    }
  }
}
