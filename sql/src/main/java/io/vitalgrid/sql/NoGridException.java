package io.vitalgrid.sql;

/** No grid of the wanted name answers, or none any more. */
public final class NoGridException extends RuntimeException {
  private NoGridException(String message, Throwable cause) {
    super(message, cause);
  }

  static NoGridException nobody(String address, Throwable cause) {
    return new NoGridException(
        "No grid answers at %s. Start one with `./vitalgrid up`, or name a member with --address."
            .formatted(address),
        cause);
  }

  static NoGridException otherGrid(String address, String clusterName, Throwable cause) {
    return new NoGridException(
        ("Something answers at %s, but it is no member of a grid named \"%s\". Give the grid's"
                + " name with --cluster-name, or another member with --address.")
            .formatted(address, clusterName),
        cause);
  }

  static NoGridException gone(String address, Throwable cause) {
    return new NoGridException(
        "The member at %s has gone. Start it again, or name another one with --address."
            .formatted(address),
        cause);
  }
}
