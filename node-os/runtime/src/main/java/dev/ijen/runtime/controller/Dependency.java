package dev.ijen.runtime.controller;

import java.util.Optional;

/**
 * One edge of the graph of controllers and resource types, as {@code
 * inspect.ControllerDependencyEdge} carries it.
 *
 * @param namespace of the resources read; empty for outputs, which may be in any
 * @param id of the one resource that is read, if it is one alone
 */
public record Dependency(
    String controller, Kind kind, String namespace, String type, Optional<String> id) {

  /** What a controller has to do with a type, in the order of the wire numbers. */
  public enum Kind {
    OUTPUT_EXCLUSIVE,
    INPUT_STRONG,
    INPUT_WEAK,
    OUTPUT_SHARED,
    INPUT_DESTROY_READY
  }

  static Dependency of(String controller, Input input) {
    Kind kind =
        switch (input.kind()) {
          case WEAK -> Kind.INPUT_WEAK;
          case STRONG -> Kind.INPUT_STRONG;
          case DESTROY_READY -> Kind.INPUT_DESTROY_READY;
        };
    return new Dependency(controller, kind, input.namespace(), input.type().name(), input.id());
  }

  static Dependency of(String controller, Output output) {
    Kind kind =
        switch (output.kind()) {
          case EXCLUSIVE -> Kind.OUTPUT_EXCLUSIVE;
          case SHARED -> Kind.OUTPUT_SHARED;
        };
    return new Dependency(controller, kind, "", output.type().name(), Optional.empty());
  }
}
