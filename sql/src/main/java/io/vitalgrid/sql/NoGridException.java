package io.vitalgrid.sql;

/** No grid of the wanted name answers. */
final class NoGridException extends RuntimeException {
  NoGridException(String address, String clusterName, boolean answers, Throwable cause) {
    super(answers ? otherGrid(address, clusterName) : nobody(address), cause);
  }

  private static String nobody(String address) {
    return "No grid answers at %s. Start one with `./vitalgrid up`, or name a member with --address."
        .formatted(address);
  }

  private static String otherGrid(String address, String clusterName) {
    return ("Something answers at %s, but it is no member of a grid named \"%s\". Give the grid's"
            + " name with --cluster-name, or another member with --address.")
        .formatted(address, clusterName);
  }
}
