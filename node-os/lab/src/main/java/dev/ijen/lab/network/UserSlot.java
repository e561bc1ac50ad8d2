package dev.ijen.lab.network;

import dev.ijen.lab.host.Instance;
import java.io.IOException;

/** The slot of an instance that has no network of its own, only ports. */
public final class UserSlot {
  private UserSlot() {}

  /** Gives the instance's slot, or takes one of whose ports this host uses none. */
  public static int claim(Instance instance) throws IOException {
    return new Slots(Instance.stateHome(System.getenv()))
        .claim(instance.folder(), slot -> new UserPorts(slot).areFree());
  }

  /** Gives the slot back, if the instance has one. */
  public static void release(Instance instance) throws IOException {
    new Slots(Instance.stateHome(System.getenv())).release(instance.folder());
  }
}
