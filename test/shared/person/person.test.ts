import { describe, expect, test } from "vitest";
import { displayName, mailAddressOf, Person } from "../../../shared/person/person.ts";

const aPerson = (changes: object = {}) => ({ personId: "p-1001", familyName: "Voorbeeld", ...changes });
const codesOf = (data: unknown) =>
  (Person.safeParse(data).error?.issues ?? []).map((issue) =>
    issue.code === "custom" ? issue.params?.code : issue.code,
  );

describe("a person", () => {
  test("is an employee who reads Dutch and is not shielded, unless said otherwise", () => {
    expect(Person.parse(aPerson())).toMatchObject({
      kind: "employee",
      language: "nl",
      shielded: false,
      personnelNumbers: [],
    });
  });

  test.each([
    { bsn: "123456782" },
    { dateOfBirth: "1980-01-01" },
    { privateAddress: "Dorpsstraat 1" },
    { iban: "NL00BANK0123456789" },
  ])("has no place for %j", (change) => {
    expect(codesOf(aPerson(change))).toEqual(["unrecognized_keys"]);
  });

  test.each([
    { personId: "123456782" },
    { managerPersonId: "123456782" },
    { personnelNumbers: ["1001", "123456782"] },
    { familyName: "Voorbeeld 123456782" },
    { unit: "1234.56.782" },
    { workEmail: "123456782@vechterhout.example" },
  ])("does not hide a citizen service number in %j", (change) => {
    expect(codesOf(aPerson(change))).toEqual(["looks-like-bsn"]);
  });

  test("may have a telephone number that happens to pass the eleven-test", () => {
    expect(codesOf(aPerson({ workPhone: "012345672" }))).toEqual([]);
  });

  test.each([
    { workPhone: "612345678" },
    { workPhone: "toestel 12" },
    { givenName: "A\u0007" },
    { familyName: "" },
  ])("refuses %j", (change) => {
    expect(codesOf(aPerson(change))).not.toEqual([]);
  });

  test("leaves on or after the first day", () => {
    expect(codesOf(aPerson({ from: "2026-05-01", until: "2026-05-01" }))).toEqual([]);
    expect(codesOf(aPerson({ from: "2026-05-01", until: "2026-04-30" }))).toEqual(["until-before-from"]);
    expect(codesOf(aPerson({ from: "2026-02-30" }))).toHaveLength(1);
  });

  test("has a reply way of their own only without being an employee", () => {
    const replyTo = { phone: "0600000000" };
    expect(codesOf(aPerson({ replyTo, kind: "outsider" }))).toEqual([]);
    expect(codesOf(aPerson({ replyTo, kind: "provisional" }))).toEqual([]);
    expect(codesOf(aPerson({ replyTo }))).toEqual(["reply-to-of-employee"]);
  });

  test("is linked to someone only while provisional", () => {
    expect(codesOf(aPerson({ kind: "provisional", linkedTo: "p-1002" }))).toEqual([]);
    expect(codesOf(aPerson({ kind: "outsider", linkedTo: "p-1002" }))).toEqual(["linked-not-provisional"]);
  });
});

test.each([
  [{ givenName: "Anna", prefix: "van der", familyName: "Berg" }, "Anna van der Berg"],
  [{ givenName: "Johanna", knownAs: "Anna", initials: "J.", familyName: "Voorbeeld" }, "Anna Voorbeeld"],
  [{ initials: "J.P.", prefix: "'t", familyName: "Hart" }, "J.P. 't Hart"],
  [{ familyName: "Voorbeeld" }, "Voorbeeld"],
])("the name of %j is said as %s", (person, name) => {
  expect(displayName(person)).toBe(name);
});

test("mail reaches someone at work, else at the address they left; else nowhere, and somebody calls", () => {
  const work = "anna@vechterhout.example";
  const left = { email: "anna@post.example" };
  expect(mailAddressOf({ workEmail: work, replyTo: left })).toBe(work);
  expect(mailAddressOf({ replyTo: left })).toBe(left.email);
  expect(mailAddressOf({ replyTo: { phone: "0600000000" } })).toBeUndefined();
  expect(mailAddressOf({})).toBeUndefined();
});
