package dev.ijen.client;

import java.net.URI;

/**
 * Where apid listens.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port TCP port, 1 to 65535
 */
public record Endpoint(String host, int port) {
  /** The port of apid. */
  public static final int DEFAULT_PORT = 50000;

  private static final int HTTPS_PORT = 443;
  private static final String HTTPS = "https://";

  public Endpoint {
    if (host.isEmpty() || port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("endpoint '" + host + "' port " + port);
    }
  }

  /**
   * Parses {@code host}, {@code host:port}, {@code [v6]:port}, a bare IPv6 address, or an {@code
   * https://} URL, whose port is 443 when it names none.
   *
   * @throws IllegalArgumentException naming the text when it is none of these
   */
  public static Endpoint parse(String text) {
    boolean url = text.startsWith(HTTPS);
    String authority = url ? text.substring(HTTPS.length()) : text;
    int defaultPort = url ? HTTPS_PORT : DEFAULT_PORT;
    if (isBareV6(authority)) {
      return new Endpoint(authority, defaultPort);
    }
    URI uri = URI.create(HTTPS + authority);
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("not an endpoint (host or host:port): " + text);
    }
    return new Endpoint(
        unbracketed(uri.getHost()), uri.getPort() == -1 ? defaultPort : uri.getPort());
  }

  /** The text of the HTTP/2 authority, an IPv6 address in brackets. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return authority();
  }

  private static boolean isBareV6(String text) {
    return text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
