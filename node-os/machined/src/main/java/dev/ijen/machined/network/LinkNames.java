package dev.ijen.machined.network;

import dev.ijen.linux.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which link has which name and which number. */
record LinkNames(Map<Integer, Link> byIndex, Map<String, Link> byName) {

  static LinkNames of(List<Link> links) {
    return new LinkNames(
        links.stream().collect(Collectors.toMap(Link::index, Function.identity())),
        links.stream().collect(Collectors.toMap(Link::name, Function.identity())));
  }

  Optional<String> name(int index) {
    return Optional.ofNullable(byIndex.get(index)).map(Link::name);
  }

  Optional<Link> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
