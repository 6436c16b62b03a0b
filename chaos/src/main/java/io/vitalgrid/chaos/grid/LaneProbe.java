package io.vitalgrid.chaos.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.impl.JetServiceBackend;
import com.hazelcast.jet.impl.execution.ExecutionContext;
import com.hazelcast.jet.impl.execution.ProcessorTasklet;
import com.hazelcast.partition.Partition;
import io.vitalgrid.pipeline.patient.MonitorP;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Runs on a member and looks into the running job. Jet does not say which partitions it has dealt
 * to a processor, so this reads its private fields.
 */
final class LaneProbe implements Callable<Lanes>, Serializable, HazelcastInstanceAware {
  private transient HazelcastInstance member;

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  @Override
  public Lanes call() throws ReflectiveOperationException {
    Set<Integer> owned = new HashSet<>();
    for (Partition partition : member.getPartitionService().getPartitions()) {
      if (member.getCluster().getLocalMember().equals(partition.getOwner())) {
        owned.add(partition.getPartitionId());
      }
    }
    Set<Integer> served = served();
    int foreign = (int) served.stream().filter(partition -> !owned.contains(partition)).count();
    return new Lanes(owned.size(), served.size(), foreign);
  }

  private Set<Integer> served() throws ReflectiveOperationException {
    Set<Integer> served = new HashSet<>();
    HazelcastInstanceImpl instance =
        member instanceof HazelcastInstanceProxy proxy
            ? proxy.getOriginal()
            : (HazelcastInstanceImpl) member;
    JetServiceBackend jet =
        instance.node.getNodeEngine().getService(JetServiceBackend.SERVICE_NAME);
    for (ExecutionContext execution : jet.getJobExecutionService().getExecutionContexts()) {
      for (Object tasklet : (List<?>) read(ExecutionContext.class, "tasklets", execution)) {
        if (tasklet instanceof ProcessorTasklet
            && read(ProcessorTasklet.class, "processor", tasklet) instanceof MonitorP) {
          Processor.Context context =
              (Processor.Context) read(ProcessorTasklet.class, "context", tasklet);
          for (int partition : context.processorPartitions()) {
            served.add(partition);
          }
        }
      }
    }
    return served;
  }

  private static Object read(Class<?> type, String name, Object object)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
