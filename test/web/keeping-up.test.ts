import { beforeEach, expect, test } from "vitest";
import type { DeskChanges } from "../../shared/contract/desk-rows.ts";
import type { TicketId } from "../../shared/id.ts";
import type { No } from "../../web/call.ts";
import { type Doing, keepUp } from "../../web/desk/keeping-up.ts";

type Query = { since?: string; ticket?: TicketId; doing?: Doing };
type Answer = { ok: true; body: DeskChanges } | { ok: false; no: No };

let asked: { query: Query; answer: (answer: Answer) => Promise<void> }[];
let pauses: { deed: () => void; milliseconds: number; isOff: boolean }[];
let heard: boolean[];
let missed: No[];
let isHidden: boolean;
let marks: Map<string, string>;

beforeEach(() => {
  [asked, pauses, heard, missed, isHidden, marks] = [[], [], [], [], false, new Map()];
});

const settled = async () => {
  for (let i = 0; i < 5; i++) await undefined;
};

const begin = (desk = "frontoffice", ticketId?: TicketId) =>
  keepUp({
    desk,
    ticketId,
    marks,
    ask: (query) =>
      new Promise((resolve) => {
        asked.push({
          query,
          answer: async (answer) => {
            resolve(answer);
            await settled();
          },
        });
      }),
    hear: (_, isListOld) => heard.push(isListOld),
    missed: (no) => missed.push(no),
    doing: () => "typing",
    isHidden: () => isHidden,
    chance: () => 0.5,
    later: (deed, milliseconds) => {
      const pause = { deed, milliseconds, isOff: false };
      pauses.push(pause);
      return () => {
        pause.isOff = true;
      };
    },
  });

const news = (next: string, given: Partial<DeskChanges> = {}): Answer => ({
  ok: true,
  body: { changes: [], left: [], counts: { open: 1, unclaimed: 1, dueToday: 0 }, next, ...given },
});
const change = { ticketId: "tkt_1" as TicketId, how: "came", version: 1, state: "queued" } as const;
const no = (no: No): Answer => ({ ok: false, no });
const running = () => pauses.filter(({ isOff }) => !isOff);
const fire = () => {
  const next = running().at(-1);
  if (next) next.isOff = true;
  next?.deed();
};

test("it asks at once, then ten seconds after each answer, from where it stood", async () => {
  begin();
  expect(asked.map(({ query }) => query)).toEqual([{}]);
  await asked[0]?.answer(news("m1", { changes: [change] }));
  // The first answer belongs to the list that was loaded with it.
  expect(heard).toEqual([false]);
  expect(running().map(({ milliseconds }) => milliseconds)).toEqual([10_000]);
  fire();
  expect(asked[1]?.query).toEqual({ since: "m1" });
  await asked[1]?.answer(news("m2"));
  fire();
  await asked[2]?.answer(news("m3", { left: ["tkt_1" as TicketId] }));
  fire();
  await asked[3]?.answer(news("m4", { isTooLongAgo: true }));
  expect(heard).toEqual([false, false, true, true]);
});

test("hidden it asks every minute; what there is more of comes at once", async () => {
  begin();
  isHidden = true;
  await asked[0]?.answer(news("m1"));
  expect(running()[0]?.milliseconds).toBe(60_000);
  fire();
  await asked[1]?.answer(news("m2", { isMore: true }));
  expect(running()[0]?.milliseconds).toBe(0);
});

test("one question at a time is on its way, however often the page comes into sight", async () => {
  const keeping = begin();
  keeping.lookNow();
  keeping.lookNow();
  expect(asked).toHaveLength(1);
  await asked[0]?.answer(news("m1"));
  expect(running()).toHaveLength(1);
  keeping.lookNow();
  expect(asked).toHaveLength(2);
  expect(running()).toHaveLength(0);
  isHidden = true;
  await asked[1]?.answer(news("m2"));
  keeping.lookNow();
  expect(asked).toHaveLength(2);
});

test("what comes after it was stopped is not heard, and nothing is asked any more", async () => {
  const keeping = begin();
  keeping.stop();
  await asked[0]?.answer(news("m1"));
  keeping.lookNow();
  expect([heard, running(), asked.length]).toEqual([[], [], 1]);
});

test("it says with which question somebody is busy, and goes on from the desk's mark for another question", async () => {
  begin("frontoffice", "tkt_7" as TicketId);
  expect(asked[0]?.query).toEqual({ ticket: "tkt_7", doing: "typing" });
  await asked[0]?.answer(news("m1"));
  begin("frontoffice", "tkt_8" as TicketId);
  expect(asked[1]?.query).toEqual({ since: "m1", ticket: "tkt_8", doing: "typing" });
  begin("leave");
  expect(asked[2]?.query).toEqual({});
});

test("a network that fails is tried again; who does not sign in again is asked no more until they look anew", async () => {
  const keeping = begin();
  await asked[0]?.answer(no({ is: "offline" }));
  expect([missed.length, running().length]).toEqual([1, 1]);
  fire();
  await asked[1]?.answer(no({ is: "signed-out" }));
  expect([missed.length, running().length]).toEqual([2, 0]);
  keeping.lookNow();
  expect(asked).toHaveLength(3);
});

test("a mark that is refused is given up, and the list is loaded anew", async () => {
  begin();
  await asked[0]?.answer(news("m1"));
  fire();
  await asked[1]?.answer(no({ is: "refused", reason: "invalid-input", title: "", faults: [] }));
  fire();
  expect(asked[2]?.query).toEqual({});
  await asked[2]?.answer(news("m9"));
  fire();
  await asked[3]?.answer(news("m10"));
  expect(heard).toEqual([false, true, false]);
});
