package dev.ijen.machined.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Users that may connect to machined's sockets.
 *
 * @param admin may do everything; root, or whoever runs machined in a test
 * @param apid may do what the roles that it sends allow
 */
public record LocalUsers(int admin, int apid) {

  /** The user of this process and this user of apid. */
  public static LocalUsers own(int apid) throws IOException {
    return new LocalUsers((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"), apid);
  }
}
