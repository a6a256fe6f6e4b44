import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { eventTypes, TicketEvent } from "../../../shared/ticket/event.ts";
import { evolve } from "../../../shared/ticket/evolve.ts";
import { Ticket } from "../../../shared/ticket/ticket.ts";
import { aTicket, someId } from "../../given.ts";

/** Events as they stand in tables already: a sample is added with each new version, and never changed. */
const samples = new URL("./stored/", import.meta.url);
const stored = (file: string): unknown => JSON.parse(readFileSync(new URL(file, samples), "utf8"));
const files = readdirSync(samples);

describe("a stored event", () => {
  test.each(eventTypes())("has a sample of its first version: %s", (type) => {
    expect(files).toContain(`${type}.v1.json`);
    expect(stored(`${type}.v1.json`)).toMatchObject({ type, v: 1 });
  });

  test.each(files)("is still read whole: %s", (file) => {
    expect(TicketEvent.parse(stored(file))).toEqual(stored(file));
  });

  test.each(files)("still makes a ticket: %s", (file) => {
    const event = TicketEvent.parse(stored(file));
    const before = event.type === "asked" ? undefined : aTicket({ state: "in-progress" });
    expect(Ticket.parse(evolve(before, event))).toMatchObject({ version: event.n, changedAt: event.at });
  });

  test("holds what its type names and nothing else", () => {
    const noted = stored("noted.v1.json") as object;
    expect(TicketEvent.safeParse({ ...noted, text: "Mijn salaris klopt niet" }).success).toBe(false);
    expect(TicketEvent.safeParse({ ...noted, v: 2 }).success).toBe(false);
    expect(TicketEvent.safeParse({ ...noted, contentId: someId("ticket", 1) }).success).toBe(false);
  });
});
