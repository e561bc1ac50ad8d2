package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a window is open. Written when it opens and when it closes.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param open whether it is open
 * @param nextOpen RFC 3339, when it opens next
 * @param nextClose RFC 3339, when it closes next
 * @param conditions kstatus conditions
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MaintenanceWindowStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Open") @Nullable Boolean open,
    @PrinterColumn(name = "Next-Open") @Size(max = 40) @Nullable String nextOpen,
    @PrinterColumn(name = "Next-Close") @Size(max = 40) @Nullable String nextClose,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the list; a missing one is empty. */
  public MaintenanceWindowStatus(
      @Nullable Long observedGeneration,
      @Nullable Boolean open,
      @Nullable String nextOpen,
      @Nullable String nextClose,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.open = open;
    this.nextOpen = nextOpen;
    this.nextClose = nextClose;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
