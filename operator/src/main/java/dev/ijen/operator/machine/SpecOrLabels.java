package dev.ijen.operator.machine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Lets updates through that change what is wanted, and not those that only report. */
public final class SpecOrLabels<R extends HasMetadata> implements OnUpdateFilter<R> {
  @Override
  public boolean accept(R now, R before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels());
  }
}
