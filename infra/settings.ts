/** What a deployment may set with `-c name=value`. */
export type Settings = {
  requestsPerSecond: number;
  requestsAtOnce: number;
  detailedMetrics: boolean;
  /** Where to report a weakness, for `security.txt`; without it the address that mails come from. */
  securityContact?: string | undefined;
};

/** @param given what the deployment has for a name, as text where it comes from the command line */
export function readSettings(
  given: (name: keyof Settings) => unknown,
): { settings: Settings } | { faults: string[] } {
  const faults: string[] = [];
  const wholeNumber = (name: keyof Settings, standard: number) => {
    const value = String(given(name) ?? standard);
    if (!/^[1-9]\d{0,8}$/.test(value))
      faults.push(`${name}: this is a whole number above zero, not ${value}`);
    return Number(value);
  };
  const yesOrNo = (name: keyof Settings) => {
    const value = String(given(name) ?? false);
    if (value !== "true" && value !== "false") faults.push(`${name}: this is true or false, not ${value}`);
    return value === "true";
  };
  const securityContact = given("securityContact");
  if (securityContact !== undefined && !/^(?:https:\/\/|mailto:|tel:)\S+$/.test(String(securityContact)))
    faults.push(
      `securityContact: this begins with https://, mailto: or tel:, unlike ${String(securityContact)}`,
    );
  const settings = {
    ...(securityContact !== undefined && { securityContact: String(securityContact) }),
    requestsPerSecond: wholeNumber("requestsPerSecond", 50),
    requestsAtOnce: wholeNumber("requestsAtOnce", 100),
    detailedMetrics: yesOrNo("detailedMetrics"),
  };
  return faults.length > 0 ? { faults } : { settings };
}
