package dev.ijen.runtime.resource;

/** The address of a resource: unique in a state. */
public record ResourceKey(String namespace, String type, String id) {

  @Override
  public String toString() {
    return type + "(" + namespace + "/" + id + ")";
  }
}
