package dev.ijen.machined.meta;

import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values in META. A change is on the disk, in both copies, when the method returns; a power cut
 * leaves all values as they were before or as they are after.
 *
 * <p>Before {@link #open} it holds nothing and takes nothing.
 */
public final class Meta {
  private static final Logger log = LoggerFactory.getLogger(Meta.class);
  private static final int COPIES = 2;

  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Optional<MetaPlace> place = Optional.empty(); // guarded by this
  private SortedMap<Integer, byte[]> values = new TreeMap<>(); // guarded by this

  /**
   * Reads the values. A place without a whole copy is one that was never written.
   *
   * @throws IOException when it cannot be read
   */
  public void open(MetaPlace there) throws IOException {
    synchronized (this) {
      values = read(there);
      place = Optional.of(there);
    }
    listeners.forEach(Runnable::run);
  }

  /** Whether the values are those of the disk. */
  public synchronized boolean isOpen() {
    return place.isPresent();
  }

  /** The value of a key. */
  public synchronized Optional<byte[]> find(int key) {
    return Optional.ofNullable(values.get(key)).map(byte[]::clone);
  }

  /** All values by key. */
  public synchronized SortedMap<Integer, byte[]> all() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Gives a key a value.
   *
   * @param key 1 to 255
   * @throws IOException when META is not open or full, or cannot be written
   */
  public void set(int key, byte[] value) throws IOException {
    change(next -> next.put(key, value.clone()));
  }

  /**
   * Takes a key away.
   *
   * @return whether it was there
   * @throws IOException when META is not open or cannot be written
   */
  public boolean delete(int key) throws IOException {
    boolean there = find(key).isPresent();
    if (there) {
      change(next -> next.remove(key));
    }
    return there;
  }

  /** Changes several values at once: a power cut leaves all of them or none. */
  public void change(Change change) throws IOException {
    synchronized (this) {
      MetaPlace there = place.orElseThrow(() -> new IOException("META is not there yet"));
      var next = new TreeMap<>(values);
      change.make(next);
      byte[] bytes = MetaCopy.encode(next);
      for (int copy = 0; copy < COPIES; copy++) {
        there.write(copy, bytes);
      }
      values = next;
    }
    listeners.forEach(Runnable::run);
  }

  /** Calls the listener after every change; it must not wait. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Stops telling the listener. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /** Makes one value of another. */
  @FunctionalInterface
  public interface Change {
    /** Changes the values in place. */
    void make(SortedMap<Integer, byte[]> values);
  }

  /** The first whole copy: it is written first, so it is never the older one. */
  private static SortedMap<Integer, byte[]> read(MetaPlace there) throws IOException {
    for (int copy = 0; copy < COPIES; copy++) {
      Optional<SortedMap<Integer, byte[]>> whole = there.read(copy).flatMap(MetaCopy::decode);
      if (whole.isPresent()) {
        return whole.get();
      }
      log.atDebug().addKeyValue("copy", copy).log("META copy is not whole");
    }
    return new TreeMap<>();
  }
}
