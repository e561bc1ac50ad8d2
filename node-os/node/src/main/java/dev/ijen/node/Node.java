package dev.ijen.node;

import dev.ijen.apid.Apid;
import dev.ijen.machined.Machined;
import java.util.Arrays;

/** Starts one role of a node. */
public final class Node {
  private static final String USAGE = "usage: Node machined|apid|train [argument...]";

  private Node() {}

  /** The first argument is the role, the rest are the role's own. */
  public static void main(String... args) throws Exception {
    if (args.length == 0) {
      throw new IllegalArgumentException(USAGE);
    }
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    switch (args[0]) {
      case "machined" -> Machined.main(rest);
      case "apid" -> Apid.main(rest);
      case "train" -> Training.main(rest);
      default -> throw new IllegalArgumentException("unknown role " + args[0] + "; " + USAGE);
    }
  }
}
