import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { helpdeskApp } from "../../infra/app.ts";
import { refusals } from "../../infra/local/resource-types.ts";
import { checkTemplate } from "../../infra/nag.ts";
import { aFile, anOrganisation, standIns, synthesize } from "./given.ts";

const faultsOf = (...files: string[]) => {
  const made = helpdeskApp({ functionsFolder: standIns, context: { organisation: files.join(",") } });
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
    expect.stringContaining("vechterhout is used by more than one file"),
  ]);
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
    ["https://loket.example", "http://127.0.0.1:3000"],
    ["https://loket.example/", "http://loket.example"],
  ],
  [
    "Issuer",
    ["https://id.example/realms/hr", "http://127.0.0.1:4000"],
    ["http://id.example", 'https://id"example'],
  ],
  ["CertificateArn", ["", "arn:aws:acm:eu-west-1:123456789012:certificate/1-2"], ["certificate/1-2"]],
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
  expect(checkTemplate({ functionsFolder: standIns })).toEqual([]);
});
