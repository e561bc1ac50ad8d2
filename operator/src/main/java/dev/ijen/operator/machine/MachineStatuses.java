package dev.ijen.operator.machine;

import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MachineStatus.Api;
import dev.ijen.crds.MachineStatus.Config;
import dev.ijen.crds.MachineStatus.Os;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.operator.node.Observation.Seen;
import dev.ijen.operator.render.Rendering.Refused;
import dev.ijen.operator.render.Rendering.Rendered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a Machine. Pure; what cannot be seen now stays as it was seen last. */
final class MachineStatuses {
  private MachineStatuses() {}

  static MachineStatus of(MachineView view, Outcome outcome, Instant now) {
    Optional<Seen> seen =
        view.observation() instanceof Seen there ? Optional.of(there) : Optional.empty();
    Before before = view.before();
    return new MachineStatus(
        view.generation(),
        outcome.phase(),
        null,
        seen.map(Seen::hostname).or(before::hostname).orElse(null),
        api(seen, before),
        seen.map(there -> Os.of(there.version())).or(before::os).orElse(null),
        config(view, seen),
        List.of(),
        problems(view),
        MachineConditions.of(view, outcome, now));
  }

  private static Api api(Optional<Seen> seen, Before before) {
    return new Api(
        seen.isPresent(),
        seen.map(Seen::address)
            .or(() -> before.api().flatMap(api -> Optional.ofNullable(api.address())))
            .orElse(null));
  }

  private static Config config(MachineView view, Optional<Seen> seen) {
    Optional<String> applied =
        seen.isPresent() ? seen.flatMap(Seen::configHash) : view.before().appliedHash();
    return Config.of(desiredHash(view), applied.orElse(null), view.sources());
  }

  private static @Nullable String desiredHash(MachineView view) {
    return view.rendering() instanceof Rendered(var config) ? config.hash() : null;
  }

  private static List<Problem> problems(MachineView view) {
    return view.rendering() instanceof Refused(var problems) ? problems : List.of();
  }
}
