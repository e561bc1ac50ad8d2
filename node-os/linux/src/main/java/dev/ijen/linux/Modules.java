package dev.ijen.linux;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Kernel modules. */
public interface Modules {

  /**
   * Loads a module and those it needs; one that is loaded or built in already is no error.
   *
   * @param name with {@code -} or {@code _}
   * @param parameters such as {@code max_loop=8}
   * @throws IOException with what modprobe(8) said
   */
  void load(String name, List<String> parameters) throws IOException, InterruptedException;

  /** The names of the loaded modules, with {@code _}; those built in are not among them. */
  Set<String> loaded() throws IOException;
}
