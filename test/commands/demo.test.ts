import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { aFile, run } from "./given.ts";

/** A mixed lot: two languages, long and short, signs of every kind, and words that call for care. */
const texts = Array.from({ length: 120 }, (_, i) => {
  const kinds = [
    `Hoeveel verlof heb ik nog in week ${i}?`,
    `What does line ${i} on my payslip mean?`,
    `Mijn declaratie nummer ${i} staat nog open; kan iemand kijken? ${"Het duurt al lang. ".repeat(i)}`,
    `"Aanhalingstekens", een ; puntkomma, een 😀 en een\nnieuwe regel (${i})`,
    `Ik word gepest door een collega, al ${i} dagen`,
    `${i}?`,
  ];
  return kinds[i % kinds.length] as string;
});

describe("the demo", () => {
  test("asks every question once, and finds them all again", async () => {
    const file = aFile("questions.jsonl", texts.map((text) => JSON.stringify({ text, id: 1 })).join("\n"));
    const { code, out, err } = await run("demo", ["--json", "--questions", file]);
    expect(err).not.toContain("Geweigerd of fout");
    expect(err).not.toMatch(/\b(the|of the demo|question|played|starting|stopping)\b/i);
    expect(out.trim().split("\n")).toHaveLength(1);
    const totals = JSON.parse(out);
    expect(totals).toMatchObject({ asked: 120, lost: 0, deadLetters: 0, returned: 1, reopened: 1 });
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
    expect(sum(totals.byChannel)).toBe(totals.asked);
    expect(sum(totals.routed)).toBe(totals.asked);
    expect(sum(totals.contactsByChannel)).toBe(totals.contacts);
    expect(totals.contacts).toBeGreaterThan(totals.asked);
    expect(totals.week).toMatchObject({ promisesKept: 1, promisesBroken: 1, breached: 3 });
    for (const name of ["warned", "escalated", "closed"]) expect(totals.week[name]).toBeGreaterThan(3);
    expect(totals.month).toMatchObject({
      ...{ candidate: "surge", surgePeople: 12, daysToAnswer: 13, opened: 7, answered: 6 },
      // About too few people to be told.
      ...{ again: null, volumeAfter: null },
    });
    expect(totals.month.volumeBefore).toBeGreaterThanOrEqual(15);
    expect(totals.month.volumeRatio).toBeLessThan(0.5);
    expect(totals.month.covered).toBeLessThan(totals.month.contacts);
    expect(totals.routed.confidential).toBeGreaterThanOrEqual(10);
    for (const name of ["phoneLogRows", "answered", "handedOver", "mails"]) {
      expect(totals[name]).toBeGreaterThan(5);
    }
    expect(code).toBe(0);
  }, 240_000);

  test("ended by ctrl-C it leaves nothing behind: no process, no folder", async () => {
    const mine = () => readdirSync(tmpdir()).filter((name) => name.startsWith("personeelsloket-demo-"));
    const before = mine();
    let pid = 0;
    const { code } = await run("demo", [], {
      onStart: (child) => {
        pid = child.pid ?? 0;
        child.stderr?.on("data", (chunk: Buffer) => {
          if (String(chunk).includes("Het verhaal")) child.kill("SIGINT");
        });
      },
    });
    expect(code).toBe(2);
    expect(mine()).toEqual(before);
    const rows = execFileSync("ps", ["-A", "-o", "ppid="], { encoding: "utf8" });
    expect(rows.split("\n").map(Number)).not.toContain(pid);
  }, 150_000);
});
