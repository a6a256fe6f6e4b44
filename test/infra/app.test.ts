import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { helpdeskApp } from "../../infra/app.ts";
import { refusals } from "../../infra/local/resource-types.ts";
import { checkTemplate } from "../../infra/nag.ts";
import { aFile, anOrganisation, pages, standIns, synthesize } from "./given.ts";

const faultsOf = (...files: string[]) => {
  const made = helpdeskApp({
    functionsFolder: standIns,
    pagesFolder: pages,
    context: { organisation: files.join(",") },
  });
  return "faults" in made ? made.faults : [];
};

const wrong = anOrganisation((organisation) => {
  organisation.desks[1].calendar = "nowhere";
  organisation.organisation.mailFrom = "no address";
  delete organisation.phone;
});

test("a wrong organisation file is refused with all its faults, each with its place", () => {
  const file = aFile(wrong);
  expect(faultsOf(file)).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`${file}: desks[1].calendar: `),
      expect.stringContaining(`${file}: organisation.mailFrom: `),
      expect.stringContaining(`${file}: phone: `),
    ]),
  );
});

test("faults of several files are told together, also when one cannot be read", () => {
  const files = [aFile(wrong), aFile("{ no json"), "/nowhere/organisation.json"];
  const faults = faultsOf(...files);
  for (const file of files) expect(faults.some((fault) => fault.startsWith(`${file}: `))).toBe(true);
});

test("one organisation cannot stand in two files", () => {
  expect(faultsOf(aFile(anOrganisation()), aFile(anOrganisation()))).toEqual([
    expect.stringContaining("vechterhout, version 1, is used by more than one file"),
  ]);
});

test("versions of one organisation stand side by side, since older clocks go by the older one", () => {
  const newer = anOrganisation((changed) => {
    changed.version = 2;
  });
  expect(faultsOf(aFile(anOrganisation()), aFile(newer))).toEqual([]);
});

test("a desk cannot be carried by a queue that is not made", () => {
  const organisation = anOrganisation((changed) => {
    changed.desks[1].queue = "elsewhere";
  });
  expect(faultsOf(aFile(organisation))).toEqual([expect.stringContaining("desks[1].queue")]);
});

test("the command tells the faults one per line and ends with 1", () => {
  const file = aFile(wrong);
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "../../infra/app.ts")], {
    encoding: "utf8",
    env: { ...process.env, ORGANISATION_FILES: file },
  });
  expect(status).toBe(1);
  const lines = stderr.trim().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(3);
  for (const line of lines) expect(line.startsWith(`${file}: `)).toBe(true);
});

test.each([
  ["a-b", "a_b", "the key a_b gives its queue a name in the template that desk a-b has"],
  ["confidential", "confidential-dead-letters", "that desk confidential has"],
  ["confidential-dead-letters", "confidential", "that desk confidential-dead-letters has"],
  ["payroll-2", "function", "the key function gives its queue a name in the template that the function"],
  ["payroll-2", "function-role-default", "the key function-role-default gives"],
])("desks %s and %s, for which the template has one name, are refused in a sentence", (one, other, why) => {
  const organisation = anOrganisation((changed) => {
    changed.desks = changed.desks.filter(({ key }: { key: string }) => key !== one && key !== other);
    const desk = changed.desks.find(({ kind }: { kind: string }) => kind === "back");
    changed.desks.push({ ...desk, key: one, queue: one }, { ...desk, key: other, queue: other });
  });
  expect(faultsOf(aFile(organisation)).filter((fault) => fault.startsWith("desks: "))).toEqual([
    expect.stringContaining(why),
  ]);
});

test.each([
  [{ requestsPerSecond: "abc" }, "requestsPerSecond: this is a whole number above zero, not abc"],
  [{ requestsPerSecond: "0" }, "requestsPerSecond: this is a whole number above zero, not 0"],
  [{ requestsAtOnce: "1.5" }, "requestsAtOnce: this is a whole number above zero, not 1.5"],
  [{ detailedMetrics: "yes" }, "detailedMetrics: this is true or false, not yes"],
])("the setting %o is refused in one sentence", (context, sentence) => {
  expect(helpdeskApp({ functionsFolder: standIns, pagesFolder: pages, context })).toEqual({
    faults: [sentence],
  });
});

test("a deployment by the cdk command that names no organisation file is warned that it gets the example", () => {
  const warnings = (context: Record<string, string>) => {
    const made = helpdeskApp({ functionsFolder: standIns, pagesFolder: pages, context });
    if ("faults" in made) throw new Error(made.faults.join());
    return made.app
      .synth()
      .stacks[0]?.messages.filter(({ level }) => level === "warning")
      .map(({ entry }) => entry.data);
  };
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  vi.stubEnv("ORGANISATION_FILES", undefined);
  expect(warnings({})).toEqual([]);
  vi.stubEnv("CDK_CLI_VERSION", "2.1000.0");
  expect(warnings({})).toEqual([expect.stringContaining("example organisation of infra/organisation.json")]);
  expect(warnings({ organisation: aFile(anOrganisation()) })).toEqual([]);
  vi.stubEnv("ORGANISATION_FILES", aFile(anOrganisation()));
  expect(warnings({})).toEqual([]);
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("a deployment gives an issuer or the JSON of several, and is refused with neither", () => {
  const { Parameters, Rules } = synthesize().template;
  expect([Parameters.Issuer.Default, Parameters.IssuersJson.Default]).toEqual(["", ""]);
  const given = (name: string) => ({ "Fn::Not": [{ "Fn::Equals": [{ Ref: name }, ""] }] });
  expect(Rules.IssuerOrIssuersJson.Assertions).toEqual([
    {
      Assert: { "Fn::Or": [given("Issuer"), given("IssuersJson")] },
      AssertDescription: "One of Issuer and IssuersJson has a value.",
    },
  ]);
});

test("the stack can have another name", () => {
  const { template } = synthesize({ stackName: "Proefloket" });
  expect(template.Resources.Api.Properties.Name).toBe("Proefloket");
});

test("the sender of mail is the organisation's own unless a deployment says otherwise", () => {
  expect(synthesize().template.Parameters.MailSender.Default).toBe(anOrganisation().organisation.mailFrom);
});

test.each([
  [
    "PublicUrl",
    ["https://loket.example", "http://127.0.0.1:3000", "https://localhost:3000"],
    ["https://loket.example/", "http://loket.example", "https://loket.example:8443"],
  ],
  [
    "Issuer",
    ["", "https://id.example/realms/hr", "http://127.0.0.1:4000"],
    ["http://id.example", 'https://id"example'],
  ],
  [
    "CertificateArn",
    ["", "arn:aws:acm:us-east-1:123456789012:certificate/1-2"],
    ["certificate/1-2", "arn:aws:acm:eu-west-1:123456789012:certificate/1-2"],
  ],
  [
    "EmbedOrigins",
    ["", "https://intranet.example", "https://intranet.example,https://mijn.example"],
    ["https://intranet.example/", "intranet.example", "https://a.example;https://b.example"],
  ],
  ["MailSender", ["loket@hr.example"], ["loket"]],
  ["IssuersJson", ["", '[{"issuer":"https://id.example","audience":"a"}]'], ["https://id.example"]],
])("a value for %s that cannot be right is refused before the deployment", (name, right, notRight) => {
  const pattern = new RegExp(synthesize().template.Parameters[name].AllowedPattern);
  for (const value of right) expect(pattern.test(value), value).toBe(true);
  for (const value of notRight) expect(pattern.test(value), value).toBe(false);
});

test("this machine's host can run the template", () => {
  const resources = synthesize().all.map(({ id, raw, properties }) => ({
    logicalId: id,
    type: raw.Type,
    propertyNames: Object.keys(properties),
  }));
  expect(refusals(resources)).toEqual([]);
});

test("the template passes the checks of AWS Solutions and CDK", { timeout: 20_000 }, () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(checkTemplate({ functionsFolder: standIns, pagesFolder: pages })).toEqual([]);
});
