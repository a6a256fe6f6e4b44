import { describe, expect, test } from "vitest";
import {
  againField,
  answeredField,
  channelField,
  dayDemandIn,
  notAnsweredField,
  openedField,
  personField,
  selfField,
  shownField,
  usedField,
} from "../../../shared/faq/day-demand.ts";
import { dayCell, demandCell, usesCell } from "../../../shared/report/cell.ts";

const day = "2026-12-01";
const anna = personField("vechterhout", "medewerker-anna");
const bram = personField("vechterhout", "medewerker-bram");

describe("the number of a person", () => {
  test("is the same each time, short, and another in another organisation", () => {
    expect(personField("vechterhout", "medewerker-anna")).toBe(anna);
    expect(anna).toMatch(/^~[0-9a-z]{1,8}$/);
    expect(personField("anderhout", "medewerker-anna")).not.toBe(anna);
  });

  test("tells 200,000 people apart", () => {
    const fields = new Set<string>();
    for (let i = 0; i < 100_000; i++) {
      fields.add(personField("vechterhout", `p${i}`));
      fields.add(personField("vechterhout", `medewerker-${String(i).padStart(6, "0")}`));
    }
    expect(fields.size).toBe(200_000);
    expect([...fields].some((field) => field.length === 9)).toBe(true);
  });
});

describe("the demand of a day", () => {
  test("has everybody once, in however many cells and ways they stand", () => {
    const [found, ...others] = dayDemandIn("verlof", {
      [demandCell("verlof", day)]: { [anna]: 2, [bram]: 1, [channelField("click")]: 2, call: 1 },
      [usesCell("verlof", day)]: { [anna]: 1, [selfField]: 1 },
      [demandCell("vakantie", day)]: { [anna]: 1, face: 1 },
    });
    expect(others).toEqual([]);
    expect(found?.persons).toEqual(new Set([anna, bram]));
    expect(found?.channels).toEqual({ click: 2, call: 1, face: 1, self: 1 });
  });

  test("tells who asked apart from who only let an answer end their question", () => {
    const [found] = dayDemandIn("verlof", {
      [demandCell("verlof", day)]: { [anna]: 1, [bram]: 0, click: 1 },
      [usesCell("verlof", day)]: { [bram]: 1, [selfField]: 1 },
    });
    expect(found?.persons).toEqual(new Set([anna, bram]));
    expect(found?.askers).toEqual(new Set([anna]));
  });

  test("has nobody for a field that has come to nothing", () => {
    const [found] = dayDemandIn("verlof", {
      [demandCell("verlof", day)]: { [anna]: 0, [bram]: -1, click: -1, [openedField(1)]: 0 },
    });
    expect(found?.persons.size).toBe(0);
    expect(found?.channels.click).toBe(0);
    expect(found?.revisions.size).toBe(0);
  });

  test("tells what became of each revision, with reasons", () => {
    const [found] = dayDemandIn("verlof", {
      [demandCell("verlof", day)]: { [usedField(3)]: 2, [againField(3)]: 1 },
      [usesCell("verlof", day)]: {
        [shownField(3)]: 9,
        [openedField(3)]: 6,
        [answeredField(3)]: 3,
        [notAnsweredField(3, "not-my-situation")]: 2,
        [notAnsweredField(3, "outdated")]: 1,
        [shownField(12)]: 1,
      },
    });
    expect(found?.revisions.get(3)).toEqual({
      used: 2,
      shown: 9,
      opened: 6,
      answered: 3,
      again: 1,
      no: { "not-my-situation": 2, outdated: 1 },
    });
    expect([...(found?.revisions.keys() ?? [])].toSorted()).toEqual([12, 3]);
  });

  test("leaves out the revisions of what was merged into it, since numbers go up per topic", () => {
    const [found] = dayDemandIn("verlof", {
      [demandCell("verlof", day)]: { [usedField(1)]: 1 },
      [demandCell("vakantie", day)]: { [usedField(1)]: 5, [bram]: 1 },
    });
    expect(found?.revisions.get(1)?.used).toBe(1);
    expect(found?.persons).toEqual(new Set([bram]));
  });

  test("takes no field for what it is not, and no cell of another kind", () => {
    const days = dayDemandIn("verlof", {
      [demandCell("verlof", day)]: { "no.1.bored": 1, "seen.1": 1, "opened.x": 1, "opened.0": 1, web: 3 },
      [dayCell(day, "leave", "verlof")]: { "click.asked": 3 },
    });
    expect(days).toHaveLength(1);
    expect(days[0]?.revisions.size).toBe(0);
  });

  test("stands in the order of days", () => {
    const cells = Object.fromEntries(
      ["2026-12-01", "2025-01-31", "2026-02-03"].map((one) => [demandCell("verlof", one), { click: 1 }]),
    );
    expect(dayDemandIn("verlof", cells).map((one) => one.day)).toEqual([
      "2025-01-31",
      "2026-02-03",
      "2026-12-01",
    ]);
  });
});
