package dev.ijen.config;

/** Applies all rules that go beyond the types of single fields. */
final class Validator {
  private Validator() {}

  static Validation validate(MachineConfig config, ValidationContext context) {
    var findings = new Findings();
    FieldRules.check(config, findings);
    MainRules.check(config, context, findings);
    ClassicNetworkRules.check(config, findings);
    DocumentRules.check(config, context, findings);
    ExclusionRules.check(config, findings);
    CrossDocumentRules.check(config, context, findings);
    return findings.validation(context.strict());
  }
}
