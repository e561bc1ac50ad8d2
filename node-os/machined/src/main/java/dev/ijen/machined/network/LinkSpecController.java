package dev.ijen.machined.network;

import dev.ijen.api.resource.network.LinkSpecSpec;
import dev.ijen.linux.Link;
import dev.ijen.linux.LinkChange;
import dev.ijen.linux.Links;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings links up and down and sets their MTU. A link that nobody speaks of stays as it is. */
public final class LinkSpecController implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(LinkSpecController.class);

  private final Links links;

  /** Links of the config that nobody makes: each is reported once. */
  private final Set<String> refused = new HashSet<>();

  public LinkSpecController(Links links) {
    this.links = links;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.LINK_SPECS), Input.weak(NetworkTypes.LINK_STATUSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    LinkNames present = LinkNames.of(links.list());
    Attempts attempts = new Attempts();
    for (Resource<LinkSpecSpec> spec : state.list(NetworkTypes.LINK_SPECS)) {
      Optional<Link> link = present.find(spec.spec().getName());
      if (spec.metadata().phase() != Phase.RUNNING) {
        continue;
      }
      if (link.isEmpty() && spec.spec().getLogical() && refused.add(spec.id())) {
        LOG.atWarn()
            .addKeyValue("link", spec.spec().getName())
            .addKeyValue("kind", spec.spec().getKind())
            .log("links of this kind are not made");
      }
      if (link.isPresent()) {
        Optional<LinkChange> change = change(spec.spec(), link.get());
        change.ifPresent(c -> attempts.run(() -> apply(link.get(), c)));
      }
    }
    attempts.finish();
  }

  private void apply(Link link, LinkChange change) throws IOException {
    links.change(link.index(), change);
    LOG.atInfo()
        .addKeyValue("link", link.name())
        .addKeyValue("up", change.up())
        .log("changed link");
  }

  /** What must change, if anything. */
  static Optional<LinkChange> change(LinkSpecSpec spec, Link link) {
    LinkChange change = spec.getUp() ? LinkChange.toUp() : LinkChange.toDown();
    boolean otherMtu = spec.getMtu() != 0 && spec.getMtu() != link.mtu();
    return spec.getUp() == link.up() && !otherMtu
        ? Optional.empty()
        : Optional.of(otherMtu ? change.withMtu(spec.getMtu()) : change);
  }
}
