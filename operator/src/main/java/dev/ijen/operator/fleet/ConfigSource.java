package dev.ijen.operator.fleet;

/** Renders the configs that nodes are given. */
public interface ConfigSource {
  /**
   * What came of rendering.
   *
   * @param hash hash of the config
   * @param text the documents as YAML; they hold secrets
   */
  record Config(String hash, String text) {
    /** Without the text, which holds secrets. */
    @Override
    public String toString() {
      return "Config[" + hash + "]";
    }
  }

  /** There is no config to give; the message is safe to show. */
  final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    /** Says why. */
    public Unusable(String message) {
      super(message);
    }
  }

  /** The config of a machine at a revision. */
  Config render(String machine, String revision) throws Unusable;

  /** The sources of all namespaces. */
  interface OfNamespaces {
    /** The config of a machine of the namespace at a revision. */
    Config render(String namespace, String machine, String revision) throws Unusable;
  }
}
