import { expect, test } from "vitest";
import { Desk } from "../../../shared/desk/desk.ts";

const aDesk = {
  key: "payroll",
  kind: "back",
  name: { nl: "Salarisadministratie", en: "Payroll" },
  calendar: "backoffice",
  defaultServiceLevel: "standard",
  does: "Salaris.",
  doesNot: "Beslist niet over inschaling.",
  agents: 9,
};

test("a desk may name the queue that carries it", () => {
  expect(Desk.parse({ ...aDesk, queue: "shared" }).queue).toBe("shared");
});

test.each([{ kind: "side" }, { key: "Pay Roll" }, { agents: -1 }, { queue: "" }, { colour: "red" }])(
  "a desk refuses %j",
  (change) => {
    expect(Desk.safeParse({ ...aDesk, ...change }).success).toBe(false);
  },
);
