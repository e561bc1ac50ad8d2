package dev.ijen.config;

import dev.ijen.config.schema.DocumentKind.Identity;
import dev.ijen.config.yaml.YamlText;
import dev.ijen.pki.PemKeyPair;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine config: an ordered list of documents. Immutable; every change gives a new one.
 *
 * <p>{@link #decode} reads, {@link #validate} applies the rules beyond types, {@link #patch}
 * changes. Reading by path sees the main document alone; the named methods, as {@link #hostname()},
 * know the documents that replace its parts too.
 */
public final class MachineConfig {
  private final List<Document> documents;
  private final @Nullable String source;

  private MachineConfig(List<Document> documents, @Nullable String source) {
    this.documents = List.copyOf(documents);
    this.source = source;
  }

  /**
   * Reads a stream of YAML documents.
   *
   * @throws ConfigException with all problems: syntax, unknown kinds and keys, wrong types, words
   *     that are not allowed, missing required fields, keys or documents given twice
   */
  public static MachineConfig decode(String yaml) throws ConfigException {
    return new MachineConfig(Decoder.decode(yaml, DecodeMode.CONFIG), yaml);
  }

  /** A config of documents; it is written in canonical form. */
  static MachineConfig of(List<Document> documents) {
    return new MachineConfig(documents, null);
  }

  /** The config as YAML: the very text it was decoded from, or the canonical form. */
  public String encode() {
    return source == null ? canonical() : source;
  }

  /** The canonical form: no comments, fields in the order of the schema, maps by key. */
  public String canonical() {
    return Encoder.encode(documents);
  }

  /** SHA-256 of the canonical form in hexadecimal: equal for configs that mean the same. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = canonical().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** All documents, in the order of the input. */
  public List<Document> documents() {
    return documents;
  }

  /** The document without kind, absent in a partial config. */
  public Optional<Document> main() {
    return documents.stream().filter(d -> d.kind().identity() == Identity.MAIN).findFirst();
  }

  /** The only document of a kind, or the first of several. */
  public Optional<Document> document(String kind) {
    return documents(kind).stream().findFirst();
  }

  /** The document of a kind with that name. */
  public Optional<Document> document(String kind, String name) {
    return documents(kind).stream().filter(d -> d.name().equals(name)).findFirst();
  }

  /** All documents of a kind, in the order of the input. */
  public List<Document> documents(String kind) {
    return documents.stream().filter(d -> d.kind().name().equals(kind)).toList();
  }

  /** The text at a path of the main document. */
  public Optional<String> string(String path) {
    return main().flatMap(d -> d.string(path));
  }

  /** The boolean at a path of the main document. */
  public Optional<Boolean> bool(String path) {
    return main().flatMap(d -> d.bool(path));
  }

  /** The list at a path of the main document. */
  public List<Object> list(String path) {
    return main().map(d -> d.list(path)).orElse(List.of());
  }

  /** The list at a path of the main document, as texts. */
  public List<String> strings(String path) {
    return main().map(d -> d.strings(path)).orElse(List.of());
  }

  /** The map at a path of the main document. */
  public Map<String, Object> map(String path) {
    return main().map(d -> d.map(path)).orElse(Map.of());
  }

  /** Applies the rules that go beyond types; see {@link Validation}. */
  public Validation validate(ValidationContext context) {
    return Validator.validate(this, context);
  }

  /**
   * Applies a strategic merge patch of one or more documents.
   *
   * @throws ConfigException when the patch is not valid, or the result is not
   */
  public MachineConfig patch(String strategicMergeYaml) throws ConfigException {
    List<Document> patches = Decoder.decode(strategicMergeYaml, DecodeMode.PATCH);
    return recheck(of(StrategicMerge.apply(documents, patches)));
  }

  /**
   * Applies a JSON patch (RFC 6902), given as JSON or YAML.
   *
   * @throws ConfigException when the config has several documents, an operation does not fit, or
   *     the result is not a valid config
   */
  public MachineConfig patchJson(String operations) throws ConfigException {
    if (documents.size() != 1) {
      throw new ConfigException(
          "JSON patch works on a config of one document alone; this one has " + documents.size());
    }
    Map<String, Object> patched = JsonPatch.apply(documents.getFirst().content(), operations);
    return of(decode(YamlText.write(patched)).documents());
  }

  /** The config with every secret replaced by {@code **REDACTED**}, in canonical form. */
  public MachineConfig redacted() {
    return of(documents.stream().map(Redaction::redact).toList());
  }

  /** Whether the main document is missing: valid at first boot, refused by a running node. */
  public boolean isPartial() {
    return main().isEmpty();
  }

  /** What the machine is; a worker when the config does not say. */
  public MachineType machineType() {
    return MachineType.parse(string("machine.type").orElse("")).orElse(MachineType.WORKER);
  }

  /** Kernel parameters, from {@code machine.sysctls} and the SysctlConfig document. */
  public SequencedMap<String, String> sysctls() {
    var all = new LinkedHashMap<String, String>();
    main().ifPresent(d -> all.putAll(d.stringMap("machine.sysctls")));
    document("SysctlConfig").ifPresent(d -> all.putAll(d.stringMap("params")));
    return all;
  }

  /** The authority of the node API; on a worker without its key. */
  public Optional<PemKeyPair> osCa() {
    return main().flatMap(d -> keyPair(d, "machine.ca"));
  }

  /** Certificates of authorities whose clients the node API accepts too, as PEM. */
  public List<String> acceptedCas() {
    return list("machine.acceptedCAs").stream()
        .map(item -> pem(Values.text(Values.map(item).get("crt"))))
        .toList();
  }

  /** Further names and addresses of the node API's certificate. */
  public List<String> certSans() {
    return strings("machine.certSANs");
  }

  /** The host name that the config asks for. */
  public Optional<String> hostname() {
    return new NetworkView(this).hostname();
  }

  /** Addresses of name servers; empty when the config leaves them to the platform. */
  public List<String> nameservers() {
    return new NetworkView(this).nameservers();
  }

  /** Search domains of the resolver. */
  public List<String> searchDomains() {
    return new NetworkView(this).searchDomains();
  }

  /** Network interfaces that the config speaks of. */
  public List<InterfaceConfig> interfaces() {
    return new NetworkView(this).interfaces();
  }

  /** Where the system is to be installed; empty when it stays where it is. */
  public Optional<InstallConfig> install() {
    return InstallConfig.of(this);
  }

  /** The URL of the Kubernetes API. */
  public Optional<String> clusterEndpoint() {
    return document("KubeClusterConfig")
        .flatMap(d -> d.string("endpoint"))
        .or(() -> string("cluster.controlPlane.endpoint"));
  }

  /** The name of the cluster. */
  public Optional<String> clusterName() {
    return document("KubeClusterConfig")
        .flatMap(d -> d.string("clusterName"))
        .or(() -> string("cluster.clusterName"));
  }

  /** What it says of Kubernetes. */
  public KubernetesConfig kubernetes() {
    return new KubernetesConfig(this);
  }

  /** The token with which nodes ask trustd for certificates: a secret. */
  public Optional<String> token() {
    return string("machine.token");
  }

  static Optional<PemKeyPair> keyPair(Document document, String path) {
    String certificate = document.string(path + ".crt").orElse("");
    String key = document.string(path + ".key").orElse("");
    return certificate.isEmpty() && key.isEmpty()
        ? Optional.empty()
        : Optional.of(new PemKeyPair(pem(certificate), pem(key)));
  }

  /** The decoder has checked that the text is base64. */
  static String pem(String base64) {
    return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /** A patched config must pass the same checks as one that was read. */
  private static MachineConfig recheck(MachineConfig patched) throws ConfigException {
    if (patched.documents().isEmpty()) {
      throw new ConfigException("the patch removes every document");
    }
    return of(decode(patched.canonical()).documents());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MachineConfig that && documents.equals(that.documents);
  }

  @Override
  public int hashCode() {
    return documents.hashCode();
  }

  /** The identities of the documents: contents may be secret. */
  @Override
  public String toString() {
    return documents.toString();
  }
}
