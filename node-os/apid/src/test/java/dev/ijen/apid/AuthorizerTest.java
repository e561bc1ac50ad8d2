package dev.ijen.apid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.access.Methods;
import dev.ijen.apid.Authorizer.Trust;
import dev.ijen.apid.Authorizer.Verdict;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
  private static final String VERSION = "/machine.MachineService/Version";
  private static final String REBOOT = "/machine.MachineService/Reboot";
  private static final String CREATE = "/cosi.resource.State/Create";
  private static final Caller ANYONE = Caller.anonymous("10.0.0.9:1");

  private final Authorizer authorizer = new Authorizer(Methods.load());

  @Test
  void inMaintenanceAnyoneReadsAndNobodyReboots() {
    assertThat(authorizer.decide(Trust.MAINTENANCE, ANYONE, Set.of(), VERSION))
        .isEqualTo(new Verdict.Allowed(Set.of("os:reader")));
    assertThat(authorizer.decide(Trust.MAINTENANCE, ANYONE, Set.of(), CREATE))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void inMaintenanceARoleThatIsClaimedCountsForNothing() {
    assertThat(authorizer.decide(Trust.MAINTENANCE, ANYONE, Set.of("os:admin"), VERSION))
        .isEqualTo(new Verdict.Allowed(Set.of("os:reader")));
  }

  @Test
  void aConnectionOfMaintenanceModeEndsWithIt() {
    assertThat(authorizer.decide(Trust.CERTIFICATES, ANYONE, Set.of("os:admin"), VERSION))
        .isInstanceOf(Verdict.Unauthenticated.class);
  }

  @Test
  void rolesComeFromTheCertificate() {
    Caller reader = new Caller(true, Set.of("os:reader", "someone"), "", "");
    assertThat(authorizer.decide(Trust.CERTIFICATES, reader, Set.of("os:admin"), VERSION))
        .isEqualTo(new Verdict.Allowed(Set.of("os:reader", "someone")));
    assertThat(authorizer.decide(Trust.CERTIFICATES, reader, Set.of("os:admin"), REBOOT))
        .isEqualTo(new Verdict.Denied("not authorized"));
  }

  @Test
  void anotherApidHandsOnTheRolesOfItsCaller() {
    Caller apid = new Caller(true, Set.of("os:impersonator"), "", "");
    assertThat(authorizer.decide(Trust.CERTIFICATES, apid, Set.of("os:operator"), REBOOT))
        .isEqualTo(new Verdict.Allowed(Set.of("os:operator")));
    assertThat(authorizer.decide(Trust.CERTIFICATES, apid, Set.of(), REBOOT))
        .isInstanceOf(Verdict.Denied.class);
  }
}
