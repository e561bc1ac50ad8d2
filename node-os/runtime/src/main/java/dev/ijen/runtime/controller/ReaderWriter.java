package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;

/**
 * Reads and writes of a controller during one reconcile. Outputs that the controller owns and did
 * not write in a reconcile that ended well are torn down by the engine and destroyed once they are
 * free of finalizers: a controller states all that should be, and never deletes.
 */
public interface ReaderWriter extends Reader {

  /**
   * Brings an output to this spec, in the default namespace of its type; unchanged specs cost no
   * new version.
   */
  <S> void modify(ResourceType<S> type, String id, S spec);

  /** Brings an output to this spec in a namespace. */
  <S> void modify(ResourceType<S> type, String namespace, String id, S spec);

  /** Brings an output to the spec, labels and annotations of this resource. */
  <S> void modify(Resource<S> resource);

  /** Holds a finalizer in the name of this controller on a strong input. */
  void hold(ResourceKey key);

  /** Lets go of the finalizer of this controller on a strong input. */
  void release(ResourceKey key);
}
