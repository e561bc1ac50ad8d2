package dev.ijen.operator.gate;

import dev.ijen.crds.HealthGateSpec;
import java.util.Optional;

/**
 * A gate and what was seen last.
 *
 * @param spec what to check and for how long
 * @param reading the last reading; empty when it was not asked yet
 */
public record GateView(HealthGateSpec spec, Optional<GateReading> reading) {}
