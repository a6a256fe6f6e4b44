import { expect, test } from "vitest";
import { Topic } from "../../../shared/faq/topic.ts";

const aTopic = {
  key: "fietsregeling",
  name: { nl: "Fietsregeling", en: "Bicycle scheme" },
  desk: "payroll",
  startsAt: "front",
  serviceLevel: "standard",
  confidentiality: "open",
  audience: ["employee"],
  identityCheck: "none",
  retention: "question",
  slotMinutes: 10,
  examples: { nl: ["Kan ik een fiets via het werk kopen?"], en: [] },
};

test("a topic that says nothing of its kind is about questions", () => {
  expect(Topic.parse(aTopic).kind).toBe("question");
  expect(Topic.parse({ ...aTopic, kind: "complaint" }).kind).toBe("complaint");
});

test.each([
  { startsAt: "middle" },
  { kind: "remark" },
  { audience: [] },
  { audience: ["visitor"] },
  { confidentiality: "secret" },
  { season: [13] },
  { slotMinutes: 0 },
  { colour: "red" },
])("a topic refuses %j", (change) => {
  expect(Topic.safeParse({ ...aTopic, ...change }).success).toBe(false);
});
