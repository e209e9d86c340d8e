package wml.targets.nfs.client;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import wml.api.target.FilePath;
import wml.targets.nfs.protocol.Handle;

/**
 * What paths led to. Each path has one place, which it loses to the next one with the same hash.
 * What is remembered may be gone: the server says so of its handle. Allocates until a place is
 * taken for the first time; owned by one session.
 */
final class HandleMemory {
  private static final int PLACES = 1 << 13;

  private static final class Place {
    byte[] path = new byte[64];
    int length = -1;
    final Handle handle = new Handle();
  }

  private final @Nullable Place[] places = new Place[PLACES];

  private static int placeOf(FilePath path) {
    int hash = 0;
    for (int i = 0; i < path.length(); i++) {
      hash = 31 * hash + path.byteAt(i);
    }
    return (hash ^ hash >>> 13) & (PLACES - 1);
  }

  boolean find(FilePath path, Handle into) {
    Place place = places[placeOf(path)];
    if (place == null || !is(place, path)) {
      return false;
    }
    into.set(place.handle);
    return true;
  }

  private static boolean is(Place place, FilePath path) {
    if (place.length != path.length()) {
      return false;
    }
    for (int i = 0; i < place.length; i++) {
      if (place.path[i] != path.byteAt(i)) {
        return false;
      }
    }
    return true;
  }

  void remember(FilePath path, Handle handle) {
    int at = placeOf(path);
    Place place = places[at];
    if (place == null) {
      place = new Place();
      places[at] = place;
    }
    if (place.path.length < path.length()) {
      place.path = new byte[2 * path.length()];
    }
    place.length = path.length();
    MemorySegment.copy(path.memory(), ValueLayout.JAVA_BYTE, 0, place.path, 0, place.length);
    place.handle.set(handle);
  }

  void forget(FilePath path) {
    Place place = places[placeOf(path)];
    if (place != null && is(place, path)) {
      place.length = -1;
    }
  }
}
