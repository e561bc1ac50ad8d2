package dev.ijen.operator;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.pki.AlternativeNames;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import dev.ijen.pki.Subject;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The secrets of a cluster and what is made from them: base configs and an administrator's
 * talosconfig.
 */
public final class TestCluster {
  private final SecureRandom random = new SecureRandom();
  private final SecretsBundle secrets = SecretsBundle.generate(Clock.systemUTC(), random);
  private final ClusterInput input =
      ClusterInput.of("test", "https://127.0.0.1:6443", secrets).withForm(ClusterInput.Form.MULTI);

  /** The base config of a worker. */
  public String baseConfig() throws ConfigException {
    return ConfigGenerator.generate(input).worker().encode();
  }

  /** The base config with patches, as the operator should render it. */
  public MachineConfig rendered(String... patches) throws ConfigException {
    MachineConfig config = MachineConfig.decode(baseConfig());
    for (String patch : patches) {
      config = config.patch(patch);
    }
    return config;
  }

  /** An administrator's talosconfig. */
  public String talosconfig() throws PkiException {
    return ConfigGenerator.talosconfig(input, List.of(), Clock.systemUTC(), random).toYaml();
  }

  /** Secrets that must appear nowhere. */
  public List<String> secretValues() {
    return List.of(secrets.trustdToken(), secrets.os().keyBase64());
  }

  /** A server that trusts the administrators of this cluster, on any free loopback port. */
  public NettyServerBuilder server() throws PkiException, IOException {
    PemKeyPair own = serverCertificate();
    var tls =
        GrpcSslContexts.configure(
                SslContextBuilder.forServer(
                    KeyPem.read(own.key()), Certificates.readFirst(own.certificate())),
                SslProvider.JDK)
            .trustManager(Certificates.readFirst(secrets.os().certificate()))
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sslContext(tls)
        .permitKeepAliveTime(5, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  private PemKeyPair serverCertificate() throws PkiException {
    return secrets
        .osAuthority()
        .issueServer(
            Subject.named("node-1"),
            AlternativeNames.of(List.of("127.0.0.1")),
            Clock.systemUTC(),
            Duration.ofDays(1),
            random);
  }
}
