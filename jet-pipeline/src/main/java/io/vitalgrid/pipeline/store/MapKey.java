package io.vitalgrid.pipeline.store;

import com.hazelcast.internal.serialization.Data;

/**
 * A key of IMaps that keeps its binary form once it has been made. A map finds an entry without
 * comparing bytes if it is asked with the very object that it was given first; those bytes are
 * hardly ever in a cache where there are many keys. So who writes an entry again and again does it
 * with the same object.
 *
 * <p>One key may be used with several maps, if all of them deal keys to partitions in the same way.
 */
public class MapKey<K> {
  private final K key;

  /** Of the key itself, which then need not be fetched from memory. */
  private final int hash;

  /** Whoever makes it last wins: all forms are equal. Volatile because its own fields are not. */
  private volatile Data binary;

  public MapKey(K key) {
    this.key = key;
    hash = key.hashCode();
  }

  public final K key() {
    return key;
  }

  /** Null as long as nobody has needed it. */
  final Data binary() {
    return binary;
  }

  final void keep(Data newBinary) {
    binary = newBinary;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other || (other instanceof MapKey<?> that && key.equals(that.key));
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  /** Without the key: that may be a patient's. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
