package io.vitalgrid.pipeline.member;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, SIGTERM and SIGHUP as a request to stop.
 *
 * <p>Shutdown hooks would not do: they run all at once, and one of ONNX Runtime's frees the library
 * while the job still scores. So the signals are taken before the JVM begins to shut down. {@code
 * sun.misc.Signal} is the only way to that, and is reached by reflection because the compiler warns
 * of it.
 */
final class Signals {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private Signals() {}

  /**
   * @param first runs at the first signal
   * @param again runs at any further one: whoever asks twice will not wait
   */
  static void handle(Runnable first, Runnable again) {
    AtomicBoolean seen = new AtomicBoolean();
    Runnable action = () -> (seen.compareAndSet(false, true) ? first : again).run();
    for (String name : NAMES) {
      try {
        handle(name, action);
      } catch (InvocationTargetException e) {
        // This JVM keeps the signal for itself (-Xrs), or the system has none of that name.
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this JDK lacks sun.misc.Signal (jdk.unsupported)", e);
      }
    }
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "handle" -> {
                    action.run();
                    yield null;
                  }
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  default -> "SIG" + name;
                });
    Object number = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
  }
}
