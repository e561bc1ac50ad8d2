package dev.ijen.machined.network.dhcp;

/** Codes of the options that the client sends or reads (RFC 2132, RFC 3442). */
final class DhcpOption {
  static final int SUBNET_MASK = 1;
  static final int ROUTER = 3;
  static final int DOMAIN_NAME_SERVER = 6;
  static final int HOST_NAME = 12;
  static final int DOMAIN_NAME = 15;
  static final int INTERFACE_MTU = 26;
  static final int NTP_SERVERS = 42;
  static final int REQUESTED_ADDRESS = 50;
  static final int LEASE_TIME = 51;
  static final int MESSAGE_TYPE = 53;
  static final int SERVER_IDENTIFIER = 54;
  static final int PARAMETER_REQUEST_LIST = 55;
  static final int RENEWAL_TIME = 58;
  static final int REBINDING_TIME = 59;
  static final int CLIENT_IDENTIFIER = 61;
  static final int CLASSLESS_STATIC_ROUTE = 121;

  private DhcpOption() {}
}
