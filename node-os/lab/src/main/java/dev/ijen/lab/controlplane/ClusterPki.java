package dev.ijen.lab.controlplane;

import dev.ijen.pki.AlternativeNames;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.KeyAlgorithm;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import dev.ijen.pki.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Certificates and keys of a control plane as files {@code <name>.crt} and {@code <name>.key}. */
final class ClusterPki {
  private final Path folder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ClusterPki(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Makes everything once; the files of an earlier run are kept. */
  void create(Site site) throws IOException, PkiException {
    if (Files.exists(folder)) {
      return;
    }
    Path partial = folder.resolveSibling("." + folder.getFileName() + ".partial-" + clock.millis());
    Files.createDirectories(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var files = new PairWriter(partial);
    CertificateAuthority etcd = authority("etcd-ca");
    files.write("etcd-ca", etcd.toPem());
    files.write("etcd", server(etcd, "etcd", List.of("localhost", "127.0.0.1")));
    files.write("etcd-client", client(etcd, Subject.named("kube-apiserver")));
    CertificateAuthority kubernetes = authority("kubernetes-ca");
    files.write("ca", kubernetes.toPem());
    files.write("apiserver", server(kubernetes, "kube-apiserver", apiServerNames(site)));
    files.write("service-accounts", client(kubernetes, Subject.named("service-accounts")));
    files.write("admin", client(kubernetes, new Subject("admin", List.of("system:masters"))));
    files.write(
        "controller-manager", client(kubernetes, Subject.named("system:kube-controller-manager")));
    Files.move(partial, folder);
  }

  String certificate(String name) {
    return folder.resolve(name + ".crt").toString();
  }

  String key(String name) {
    return folder.resolve(name + ".key").toString();
  }

  PemKeyPair read(String name) throws IOException {
    return new PemKeyPair(
        Files.readString(Path.of(certificate(name))), Files.readString(Path.of(key(name))));
  }

  private CertificateAuthority authority(String name) {
    return CertificateAuthority.create(Subject.named(name), KeyAlgorithm.ECDSA_P256, clock, random);
  }

  private PemKeyPair server(CertificateAuthority authority, String name, List<String> names)
      throws PkiException {
    return authority.issueServer(
        Subject.named(name),
        AlternativeNames.of(names),
        clock,
        CertificateAuthority.LIFETIME,
        random);
  }

  private PemKeyPair client(CertificateAuthority authority, Subject subject) throws PkiException {
    return authority.issueClient(subject, clock, CertificateAuthority.LIFETIME, random);
  }

  private static List<String> apiServerNames(Site site) {
    return List.of(
        "kubernetes",
        "kubernetes.default",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "localhost",
        "127.0.0.1",
        ControlPlane.FIRST_SERVICE_ADDRESS,
        site.address());
  }

  /** Writes pairs into one folder that nobody else may read. */
  private record PairWriter(Path folder) {
    void write(String name, PemKeyPair pair) throws IOException {
      Files.writeString(folder.resolve(name + ".crt"), pair.certificate());
      Files.writeString(folder.resolve(name + ".key"), pair.key());
    }
  }
}
