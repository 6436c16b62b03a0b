package io.vitalgrid.chaos.grid;

import java.io.Serializable;

/**
 * How the job's lanes lie on a member's Hazelcast partitions.
 *
 * @param owned partitions that the member owns
 * @param served partitions whose patients its monitor lanes serve
 * @param foreign of the served ones, those that another member owns: each access goes over the
 *     network
 */
public record Lanes(int owned, int served, int foreign) implements Serializable {
  public boolean areAligned() {
    return owned == served && foreign == 0;
  }

  @Override
  public String toString() {
    return areAligned()
        ? "%d lanes' partitions, all its own".formatted(served)
        : "%d lanes' partitions, %d of them foreign; owns %d".formatted(served, foreign, owned);
  }
}
