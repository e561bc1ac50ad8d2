package dev.ijen.ctl;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus.Phase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows a rollout to its end: drawn anew on a terminal, line by line elsewhere. */
@Command(
    name = "watch",
    description = "Follow a rollout to its end; exit code 0 if it succeeded, else 1.")
final class RolloutWatchCommand extends KubeCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The rollout.")
  private String name = "";

  RolloutWatchCommand(KubeRoot root) {
    super(root);
  }

  @Override
  int run(KubernetesClient client, String namespace) throws UsageException, InterruptedException {
    Rollout first = RolloutCommand.find(client, namespace, name);
    var changes = new LinkedBlockingQueue<Optional<Rollout>>();
    try (SharedIndexInformer<Rollout> _ =
        RolloutCommand.resource(client, namespace, name).inform(new Handler(changes))) {
      return follow(first, changes);
    }
  }

  private int follow(Rollout first, BlockingQueue<Optional<Rollout>> changes)
      throws UsageException, InterruptedException {
    boolean terminal = shell().terminal().getAsBoolean();
    Rollout before = null;
    Rollout now = first;
    int drawn = 0;
    while (true) {
      drawn = terminal ? draw(now, drawn) : tell(before, now);
      Phase phase = RolloutText.status(now).phase();
      if (phase != null && phase.isFinal()) {
        return phase == Phase.SUCCEEDED ? 0 : 1;
      }
      before = now;
      Optional<Rollout> change = changes.poll(1, TimeUnit.SECONDS);
      if (change != null) { // else only the ages have changed
        now = change.orElseThrow(() -> new UsageException("rollout " + name + " was deleted"));
      }
    }
  }

  /** Draws over what was drawn before; lines are cut at the right edge, so that they stay one. */
  private int draw(Rollout rollout, int drawn) {
    List<String> lines = RolloutText.lines(rollout, shell().clock().instant());
    var screen = new StringBuilder("\033[?7l");
    if (drawn > 0) {
      screen.append("\033[").append(drawn).append("A\033[J");
    }
    lines.forEach(line -> screen.append(line).append('\n'));
    shell().out().print(screen.append("\033[?7h"));
    shell().out().flush();
    return lines.size();
  }

  private int tell(@Nullable Rollout before, Rollout now) {
    RolloutText.news(before, now).forEach(shell().out()::println);
    return 0;
  }

  /** Hands changes over to the thread of the command; an empty one is the end of the object. */
  private record Handler(BlockingQueue<Optional<Rollout>> changes)
      implements ResourceEventHandler<Rollout> {
    @Override
    public void onAdd(Rollout rollout) {
      changes.add(Optional.of(rollout));
    }

    @Override
    public void onUpdate(Rollout before, Rollout rollout) {
      changes.add(Optional.of(rollout));
    }

    @Override
    public void onDelete(Rollout rollout, boolean unknown) {
      changes.add(Optional.empty());
    }
  }
}
