package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fragments of a pool said. The texts themselves, which may hold secrets, are in a Secret.
 *
 * @param pool name of the MachinePool
 * @param number counts up in the pool from 1
 * @param hash SHA-256 of the fragments in the order of merging, 64 hexadecimal digits
 * @param sources the fragments in the order of merging
 * @param provenance which fragment a field has its value from; at most 1,000 fields
 * @param fragmentsSecret name of the Secret with the texts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "a revision is never changed")
public record MachineConfigRevisionSpec(
    @Required @Size(min = 1, max = 253) String pool,
    @Required @Min(1) Integer number,
    @Required @Size(min = 64, max = 64) String hash,
    @Size(max = 64) List<Source> sources,
    @Size(max = 1000) List<Origin> provenance,
    @Required @Size(min = 1, max = 253) String fragmentsSecret) {

  /** Copies the lists; a missing one is empty. */
  public MachineConfigRevisionSpec(
      String pool,
      Integer number,
      String hash,
      @Nullable List<Source> sources,
      @Nullable List<Origin> provenance,
      String fragmentsSecret) {
    this.pool = pool;
    this.number = number;
    this.hash = hash;
    this.sources = sources == null ? List.of() : List.copyOf(sources);
    this.provenance = provenance == null ? List.of() : List.copyOf(provenance);
    this.fragmentsSecret = fragmentsSecret;
  }

  /**
   * A fragment as it was.
   *
   * @param name name of the MachineConfig
   * @param generation its generation
   * @param scope breadth
   * @param weight place inside the scope
   */
  public record Source(
      @Required @Size(max = 253) String name,
      @Required Long generation,
      @Required Scope scope,
      @Required Integer weight) {}

  /**
   * Where a field has its value from.
   *
   * @param path document and field, such as {@code v1alpha1: machine.sysctls.a}
   * @param source name of the MachineConfig
   */
  public record Origin(
      @Required @Size(max = 512) String path, @Required @Size(max = 253) String source) {}
}
