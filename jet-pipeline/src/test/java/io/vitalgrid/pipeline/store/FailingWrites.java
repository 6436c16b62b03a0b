package io.vitalgrid.pipeline.store;

import com.hazelcast.spi.exception.SilentException;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails the next writes of a map, as many as asked for. */
public final class FailingWrites extends WriteInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  public static final AtomicInteger failures = new AtomicInteger();

  @Override
  protected void beforeWrite() {
    if (failures.getAndDecrement() > 0) {
      throw new PlantedException();
    }
  }

  /** Hazelcast need not print its stack trace. */
  private static final class PlantedException extends IllegalStateException
      implements SilentException {
    @Serial private static final long serialVersionUID = 1L;

    PlantedException() {
      super("planted failure of a write");
    }
  }
}
