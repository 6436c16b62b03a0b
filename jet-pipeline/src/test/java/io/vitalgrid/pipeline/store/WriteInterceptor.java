package io.vitalgrid.pipeline.store;

import com.hazelcast.map.MapInterceptor;
import java.io.Serial;

/** Sees each write of a map before it happens, on the map's own thread. */
public abstract class WriteInterceptor implements MapInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  /** May wait, or fail the write. */
  protected abstract void beforeWrite();

  @Override
  public final Object interceptPut(Object oldValue, Object newValue) {
    beforeWrite();
    return newValue;
  }

  @Override
  public final Object interceptRemove(Object removedValue) {
    beforeWrite();
    return removedValue;
  }

  @Override
  public final Object interceptGet(Object value) {
    return value;
  }

  @Override
  public final void afterGet(Object value) {}

  @Override
  public final void afterPut(Object value) {}

  @Override
  public final void afterRemove(Object removedValue) {}
}
