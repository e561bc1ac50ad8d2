package dev.ijen.machined.config;

/** What becomes of a config that is handed to the node. */
public enum ApplyMode {
  /** It is kept, and the node reboots into it. */
  REBOOT,
  /** As {@link #NO_REBOOT}: every change that this node knows takes effect while it runs. */
  AUTO,
  /** It is kept and comes into force at once. */
  NO_REBOOT,
  /** It is kept for the next boot. */
  STAGED,
  /** It comes into force and is taken back after a while unless it is applied again. */
  TRY
}
