package dev.ijen.release;

import java.util.List;

/**
 * What a node brings to the judgement of a release.
 *
 * @param version what runs
 * @param slot the slot that would be written, {@code a} or {@code b}
 * @param kernelArguments of the running kernel that the running release gave it
 * @param extensions of the running system
 * @param slotBytes room of the partition that would be written
 * @param efiBytes room on the EFI partition for one more UKI
 * @param diskBytes size of the system disk
 * @param onTrial whether the running slot is not proved yet
 */
public record SlotFacts(
    ReleaseVersion version,
    String slot,
    List<String> kernelArguments,
    List<String> extensions,
    long slotBytes,
    long efiBytes,
    long diskBytes,
    boolean onTrial) {
  public SlotFacts {
    kernelArguments = List.copyOf(kernelArguments);
    extensions = List.copyOf(extensions);
  }
}
