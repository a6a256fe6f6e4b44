import { describe, expect, test } from "vitest";
import { hasRole, isAgent, Member, Role, worksAt } from "../../../shared/person/member.ts";
import { aMember, organisation } from "../../given.ts";

const front = { key: "frontoffice", kind: "front" } as const;
const payroll = { key: "payroll", kind: "back" } as const;

describe("a member", () => {
  test.each(Role.options)("is an agent only when someone at a desk: %s", (role) => {
    expect(isAgent(aMember("iemand", { roles: [role] }))).toBe(
      ["front-office", "back-office", "coordinator"].includes(role),
    );
  });

  test("has a role when one of those asked for is theirs", () => {
    const member = aMember("iemand", { roles: ["employee", "editor"] });
    expect(hasRole(member, "editor", "administrator")).toBe(true);
    expect(hasRole(member, "administrator")).toBe(false);
    expect(hasRole(member)).toBe(false);
  });

  test.each([
    ["front-office", [], true, false],
    ["back-office", ["payroll"], false, true],
    ["back-office", ["frontoffice", "leave"], false, false],
    ["coordinator", ["payroll"], false, true],
    ["coordinator", ["frontoffice"], true, false],
    ["administrator", ["frontoffice", "payroll"], false, false],
  ] as const)("%s with desks %j works at front: %s, at payroll: %s", (role, desks, atFront, atPayroll) => {
    const member = aMember("iemand", { roles: [role], desks: [...desks] });
    expect(worksAt(member, front)).toBe(atFront);
    expect(worksAt(member, payroll)).toBe(atPayroll);
  });

  test("is what the token says and nothing else", () => {
    expect(Member.safeParse({ ...aMember("iemand"), isAdmin: true }).success).toBe(false);
    expect(Member.safeParse({ ...aMember("iemand"), roles: ["root"] }).success).toBe(false);
  });

  test("comes in every role of the organisation but the one that the people file gives", () => {
    const fromTokens = Object.entries(organisation.roles).flatMap(([key, { from }]) =>
      from === "token" ? [key] : [],
    );
    expect([...Role.options].sort()).toEqual(fromTokens.sort());
  });
});
