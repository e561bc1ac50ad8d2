package dev.ijen.machined.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts services behind those that they need. */
final class StartOrder {
  private final Map<String, Service> services = new TreeMap<>();
  private final LinkedHashSet<String> ordered = new LinkedHashSet<>();

  private StartOrder(Collection<Service> all) {
    all.forEach(service -> services.put(service.id(), service));
  }

  /**
   * Ids, each behind those that it needs; needs that are not among the services are left out.
   *
   * @throws IllegalArgumentException when services need each other in a circle, which is named
   */
  static List<String> of(Collection<Service> all) {
    var order = new StartOrder(all);
    order.services.keySet().forEach(id -> order.visit(id, new ArrayList<>()));
    return List.copyOf(order.ordered);
  }

  private void visit(String id, List<String> way) {
    Service service = services.get(id);
    if (service == null || ordered.contains(id)) {
      return;
    }
    boolean circle = way.contains(id);
    way.add(id);
    if (circle) {
      throw new IllegalArgumentException(
          "services need each other: "
              + String.join(" -> ", way.subList(way.indexOf(id), way.size())));
    }
    service.needs().forEach(needed -> visit(needed, way));
    way.removeLast();
    ordered.add(id);
  }
}
