package dev.ijen.config.generate;

import dev.ijen.config.yaml.YamlText;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.KeyAlgorithm;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.Pem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import dev.ijen.pki.Subject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Everything secret that the nodes of one cluster share: the file of {@code gen secrets}.
 *
 * @param clusterId name of the cluster in discovery, base64 (URL) of 32 bytes
 * @param clusterSecret key of discovery, base64 of 32 bytes
 * @param bootstrapToken token with which kubelets join, {@code xxxxxx.yyyyyyyyyyyyyyyy}
 * @param secretboxEncryptionSecret key of secrets in etcd, base64 of 32 bytes
 * @param trustdToken token with which nodes ask for API certificates
 * @param etcd authority of etcd
 * @param kubernetes authority of the Kubernetes API
 * @param aggregator authority of API aggregation
 * @param serviceAccountKey private key that signs service account tokens, PEM
 * @param os authority of the node API
 */
public record SecretsBundle(
    String clusterId,
    String clusterSecret,
    String bootstrapToken,
    String secretboxEncryptionSecret,
    String trustdToken,
    PemKeyPair etcd,
    PemKeyPair kubernetes,
    PemKeyPair aggregator,
    String serviceAccountKey,
    PemKeyPair os) {
  private static final int KEY_BYTES = 32;
  private static final String TOKEN_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** Makes new secrets: an Ed25519 authority for the node API, P-256 for the others. */
  public static SecretsBundle generate(Clock clock, SecureRandom random) {
    return new SecretsBundle(
        Base64.getUrlEncoder().encodeToString(bytes(random)),
        Base64.getEncoder().encodeToString(bytes(random)),
        token(random),
        Base64.getEncoder().encodeToString(bytes(random)),
        token(random),
        authority("etcd", KeyAlgorithm.ECDSA_P256, clock, random),
        authority("kubernetes", KeyAlgorithm.ECDSA_P256, clock, random),
        authority("front-proxy", KeyAlgorithm.ECDSA_P256, clock, random),
        KeyPem.write(KeyAlgorithm.RSA_2048.generate(random).getPrivate()),
        authority("ijen", KeyAlgorithm.ED25519, clock, random));
  }

  /**
   * Reads the YAML form.
   *
   * @throws IllegalArgumentException naming the field that is missing or not base64
   */
  public static SecretsBundle fromYaml(String yaml) {
    var file = new SecretsFile(YamlText.readMap(yaml));
    return new SecretsBundle(
        file.text("cluster", "id"),
        file.text("cluster", "secret"),
        file.text("secrets", "bootstraptoken"),
        file.text("secrets", "secretboxencryptionsecret"),
        file.text("trustdinfo", "token"),
        file.keyPair("etcd"),
        file.keyPair("k8s"),
        file.keyPair("k8saggregator"),
        file.pem("k8sserviceaccount", "key"),
        file.keyPair("os"));
  }

  /** The YAML form: keys and certificates are base64 around PEM. Holds every secret. */
  public String toYaml() {
    SequencedMap<String, Object> certs = new LinkedHashMap<>();
    certs.put("etcd", pair(etcd));
    certs.put("k8s", pair(kubernetes));
    certs.put("k8saggregator", pair(aggregator));
    certs.put("k8sserviceaccount", Map.of("key", Pem.toBase64(serviceAccountKey)));
    certs.put("os", pair(os));
    SequencedMap<String, Object> file = new LinkedHashMap<>();
    file.put("cluster", ordered("id", clusterId, "secret", clusterSecret));
    file.put(
        "secrets",
        ordered(
            "bootstraptoken",
            bootstrapToken,
            "secretboxencryptionsecret",
            secretboxEncryptionSecret));
    file.put("trustdinfo", Map.of("token", trustdToken));
    file.put("certs", certs);
    return YamlText.write(file);
  }

  /**
   * The authority that signs clients and nodes of the node API.
   *
   * @throws PkiException when its certificate or key do not parse
   */
  public CertificateAuthority osAuthority() throws PkiException {
    return CertificateAuthority.load(os);
  }

  @Override
  public String toString() {
    return "SecretsBundle[redacted]";
  }

  private static SequencedMap<String, Object> pair(PemKeyPair pair) {
    return ordered("crt", pair.certificateBase64(), "key", pair.keyBase64());
  }

  private static SequencedMap<String, Object> ordered(
      String first, String one, String second, String two) {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }

  private static PemKeyPair authority(
      String organization, KeyAlgorithm algorithm, Clock clock, SecureRandom random) {
    var subject = Subject.roles(List.of(organization));
    return CertificateAuthority.create(subject, algorithm, clock, random).toPem();
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String token(SecureRandom random) {
    return letters(random, 6) + "." + letters(random, 16);
  }

  private static String letters(SecureRandom random, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(TOKEN_LETTERS.charAt(random.nextInt(TOKEN_LETTERS.length())));
    }
    return text.toString();
  }
}
