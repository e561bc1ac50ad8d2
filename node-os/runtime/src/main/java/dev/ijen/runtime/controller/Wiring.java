package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What controllers declare, checked as a whole before any of them runs. */
final class Wiring {
  private Wiring() {}

  /**
   * All that is wrong with a set of controllers, empty when nothing is: names that are taken twice,
   * and types with an exclusive writer that is not the only one.
   */
  static List<String> problems(List<Controller> controllers) {
    var problems = new ArrayList<String>();
    Set<String> names = new HashSet<>();
    for (Controller controller : controllers) {
      if (!names.add(controller.name())) {
        problems.add("two controllers are named " + controller.name());
      }
    }
    var writers = new TreeMap<String, List<Dependency>>();
    for (Controller controller : controllers) {
      for (Output output : controller.outputs()) {
        writers
            .computeIfAbsent(output.type().name(), _ -> new ArrayList<>())
            .add(Dependency.of(controller.name(), output));
      }
    }
    writers.forEach((type, outputs) -> conflict(type, outputs).ifPresent(problems::add));
    return problems;
  }

  /** The edges between controllers and types, in the order of the controllers. */
  static List<Dependency> dependencies(List<Controller> controllers) {
    return controllers.stream()
        .flatMap(
            controller ->
                Stream.concat(
                    controller.outputs().stream()
                        .map(output -> Dependency.of(controller.name(), output)),
                    controller.inputs().stream()
                        .map(input -> Dependency.of(controller.name(), input))))
        .toList();
  }

  /** Whether a controller may read a resource, or the whole type when no id is given. */
  static boolean mayRead(
      Controller controller, ResourceType<?> type, String namespace, Optional<String> id) {
    return mayWrite(controller, type)
        || controller.inputs().stream()
            .anyMatch(
                input ->
                    input.type().equals(type)
                        && input.namespace().equals(namespace)
                        && (input.id().isEmpty() || input.id().equals(id)));
  }

  static boolean mayWrite(Controller controller, ResourceType<?> type) {
    return controller.outputs().stream().anyMatch(output -> output.type().equals(type));
  }

  private static Optional<String> conflict(String type, List<Dependency> outputs) {
    boolean exclusive =
        outputs.stream().anyMatch(output -> output.kind() == Dependency.Kind.OUTPUT_EXCLUSIVE);
    return exclusive && outputs.size() > 1
        ? Optional.of(
            "%s has an exclusive writer and is written by %s"
                .formatted(
                    type, String.join(", ", outputs.stream().map(Dependency::controller).toList())))
        : Optional.empty();
  }
}
