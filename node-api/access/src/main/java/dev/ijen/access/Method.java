package dev.ijen.access;

import java.util.Set;

/**
 * The rule of one method.
 *
 * @param path service and method as HTTP/2 carries them: {@code /machine.MachineService/Version}
 * @param roles names of the roles of which a caller needs one
 * @param maintenance who may call it while the node has no config
 * @param controlPlaneOnly whether only control planes serve it
 * @param manyNodes whether replies of several nodes can be merged into one
 * @param streamed whether merged replies travel as a stream
 * @param servedByTrustd whether trustd serves it, on a port of its own
 * @param setup whether readers may call it only while the node has no config
 */
public record Method(
    String path,
    Set<String> roles,
    Maintenance maintenance,
    boolean controlPlaneOnly,
    boolean manyNodes,
    boolean streamed,
    boolean servedByTrustd,
    boolean setup) {

  /** Who may call a method while the node has no config. */
  public enum Maintenance {
    ANYONE,
    SIDEROLINK,
    NOBODY
  }

  public Method {
    roles = Set.copyOf(roles);
  }
}
