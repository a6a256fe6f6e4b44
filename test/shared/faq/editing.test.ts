import { describe, expect, test } from "vitest";
import { instantOf } from "../../../shared/clock/instant.ts";
import {
  decideTopic,
  type Edits,
  type Subject,
  type TopicCommand,
  type Written,
} from "../../../shared/faq/editing.ts";
import { newRecord, type Revision, stateOf, type TopicRecord } from "../../../shared/faq/record.ts";
import type { TopicAct } from "../../../shared/faq/trail.ts";
import type { PersonId, TicketId } from "../../../shared/id.ts";
import { demandRules } from "../../../shared/organisation/demand.ts";
import { topicOf } from "../../../shared/organisation/lookup.ts";
import { isRefusal, type Refusal } from "../../../shared/refusal.ts";
import { after, organisation, someId, tuesday, vechterhout } from "../../given.ts";

const [roos, sem, tess] = ["redactie-roos", "redactie-sem", "redactie-tess"] as PersonId[] as [
  PersonId,
  PersonId,
  PersonId,
];

/** Topics with their revisions and trails, changed by what is decided as the table would be. */
class Desk {
  records = new Map<string, TopicRecord>();
  revisions = new Map<string, Map<number, Revision>>();
  trail: (TopicAct & { of: string })[] = [];
  changes: Edits["changes"] = [];
  at = tuesday;
  today = "2026-12-01";

  found(key: string, given: Partial<TopicRecord> = {}): this {
    this.records.set(key, {
      ...newRecord({ organisation: vechterhout, key, origin: "found" }, this.at),
      ...given,
    });
    return this;
  }

  subject = (key: string): Subject => ({
    topic: topicOf(organisation, key),
    record: this.records.get(key),
    revisions: this.revisions.get(key) ?? new Map(),
  });

  try(key: string, by: PersonId, command: TopicCommand, other?: string): Edits | Refusal {
    this.at = after(this.at, 60);
    const deed = { by, at: this.at, today: this.today, organisation, rules: demandRules(organisation) };
    return decideTopic(
      this.subject(key),
      command,
      deed,
      other === undefined ? undefined : this.subject(other),
    );
  }

  /** Why not; nothing where it was done. */
  do(key: string, by: PersonId, command: TopicCommand, other?: string): string | undefined {
    const edits = this.try(key, by, command, other);
    if (isRefusal(edits)) return edits.refused;
    for (const { before, after, act } of edits.records) {
      expect(after.version).toBe((before?.version ?? 0) + 1);
      this.records.set(after.key, after);
      this.trail.push({ ...act, of: after.key });
    }
    for (const { after } of edits.revisions) {
      const known = this.revisions.get(after.topic) ?? new Map();
      this.revisions.set(after.topic, known.set(after.number, after));
    }
    this.changes.push(...edits.changes);
    return undefined;
  }

  record = (key = "ikb") => this.records.get(key) as TopicRecord;
  revision = (number: number, key = "ikb") => this.revisions.get(key)?.get(number) as Revision;
  state = (number: number) => this.revision(number).state;
  published = (key = "ikb") =>
    this.record(key)
      .publications.filter(({ until }) => !until)
      .map(({ revision }) => revision);
}

const written = (given: Partial<Written> = {}): Written => ({
  texts: { nl: { written: "Kies vóór **1 december**.", spoken: "" } },
  sources: [{ kind: "collective-agreement", text: "Artikel 4.2" }],
  validFrom: "2026-01-01",
  ...given,
});

/** Writes, offers and publishes an answer. @returns the number of its revision */
function publish(
  desk: Desk,
  {
    key = "ikb",
    by = roos,
    second = sem,
    audience = "employee" as const,
    given = {} as Partial<Written>,
  } = {},
): number {
  expect(desk.do(key, by, { do: "start-draft", audience })).toBeUndefined();
  const revision = desk.record(key).latestRevision;
  expect(desk.do(key, by, { do: "save-draft", revision, written: written(given) })).toBeUndefined();
  expect(desk.do(key, by, { do: "offer", revision })).toBeUndefined();
  const seen = desk.revision(revision, key).version;
  expect(desk.do(key, second, { do: "publish", revision, seen })).toBeUndefined();
  return revision;
}

describe("an answer", () => {
  test("is written, offered, sent back, offered again and published by another person", () => {
    const desk = new Desk();
    expect(desk.do("ikb", roos, { do: "start-draft", audience: "employee" })).toBeUndefined();
    expect(desk.do("ikb", roos, { do: "offer", revision: 1 })).toBe("answer-incomplete");
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", roos, { do: "offer", revision: 1 });
    expect(desk.do("ikb", roos, { do: "send-back", revision: 1, remark: "x" })).toBe("four-eyes");
    expect(desk.do("ikb", sem, { do: "send-back", revision: 1, remark: "Noem het artikel" })).toBeUndefined();
    expect(desk.revision(1)).toMatchObject({ state: "draft", remark: "Noem het artikel" });
    desk.do("ikb", roos, { do: "offer", revision: 1 });
    expect(
      desk.do("ikb", sem, { do: "publish", revision: 1, seen: desk.revision(1).version }),
    ).toBeUndefined();
    expect(desk.revision(1)).toMatchObject({
      state: "published",
      authors: [roos],
      publishedBy: sem,
      publishedAt: desk.at,
      texts: { nl: { spoken: "Kies vóór 1 december." } },
    });
    expect(stateOf(desk.record())).toBe("answered");
    expect(desk.record()).toMatchObject({ drafts: [], owner: topicOf(organisation, "ikb")?.desk });
    expect(desk.changes).toMatchObject([
      { what: "published", revision: 1, audience: "employee", topic: "ikb" },
    ]);
    expect(desk.trail.map(({ n, did, by }) => [n, did, by])).toEqual([
      [1, "draft-started", roos],
      [2, "draft-saved", roos],
      [3, "offered", roos],
      [4, "sent-back", sem],
      [5, "offered", roos],
      [6, "published", sem],
    ]);
  });

  test("is published by nobody who wrote at it, in whatever order they wrote", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", sem, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", tess, { do: "offer", revision: 1 });
    const seen = desk.revision(1).version;
    for (const by of [roos, sem])
      expect(desk.do("ikb", by, { do: "publish", revision: 1, seen })).toBe("four-eyes");
    expect(desk.do("ikb", tess, { do: "publish", revision: 1, seen })).toBeUndefined();
  });

  test("is published as it was read, and never unread", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", roos, { do: "offer", revision: 1 });
    const seen = desk.revision(1).version;
    desk.do("ikb", tess, { do: "send-back", revision: 1, remark: "Korter" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    expect(desk.do("ikb", sem, { do: "publish", revision: 1, seen })).toBe("not-offered");
    desk.do("ikb", roos, { do: "offer", revision: 1 });
    expect(desk.do("ikb", sem, { do: "publish", revision: 1, seen })).toBe("stale");
  });

  test("is no longer written at once it was offered", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", roos, { do: "offer", revision: 1 });
    expect(desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() })).toBe("not-a-draft");
    expect(desk.do("ikb", roos, { do: "offer", revision: 1 })).toBe("not-a-draft");
  });

  test.each<[string, Partial<Written>, string[]]>([
    ["no source", { sources: [] }, ["sources"]],
    ["no Dutch text", { texts: { nl: { written: " ", spoken: "" } } }, ["texts.nl.written"]],
    [
      "an English text that was begun only",
      { texts: { nl: { written: "Zo", spoken: "" }, en: { written: "", spoken: "" } } },
      ["texts.en.written"],
    ],
    [
      "a link to anywhere",
      { texts: { nl: { written: "[klik](javascript:alert)", spoken: "" } } },
      ["texts.nl.written"],
    ],
  ])("with %s is not offered, and hears where", (_, given, places) => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written(given) });
    const refusal = desk.try("ikb", roos, { do: "offer", revision: 1 }) as Refusal;
    expect(refusal.refused).toBe("answer-incomplete");
    expect(refusal.faults?.map(({ at }) => at)).toEqual(places);
  });

  test("has one draft per audience at a time; a discarded one makes room", () => {
    const desk = new Desk();
    const start = (audience: "employee" | "internal") =>
      desk.do("ikb", roos, { do: "start-draft", audience });
    expect(start("employee")).toBeUndefined();
    expect(start("employee")).toBe("draft-open");
    expect(start("internal")).toBeUndefined();
    expect(desk.do("ikb", sem, { do: "discard", revision: 1 })).toBeUndefined();
    expect(desk.state(1)).toBe("discarded");
    expect(desk.do("ikb", sem, { do: "discard", revision: 1 })).toBe("not-a-draft");
    expect(start("employee")).toBeUndefined();
    expect(desk.record().drafts).toEqual([2, 3]);
  });

  test("may go back to an earlier one as a draft, which two persons look at again", () => {
    const desk = new Desk();
    publish(desk);
    publish(desk, { given: { texts: { nl: { written: "Anders", spoken: "" } } } });
    expect(desk.do("ikb", tess, { do: "start-draft", audience: "employee", basedOn: 1 })).toBeUndefined();
    expect(desk.revision(3)).toMatchObject({ basedOn: 1, texts: desk.revision(1).texts, authors: [tess] });
    expect(desk.do("ikb", tess, { do: "start-draft", audience: "internal", basedOn: 9 })).toBe(
      "revision-unknown",
    );
  });

  test("is published by nobody who wrote at a draft that it was made from and that two never saw", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", roos, { do: "discard", revision: 1 });
    desk.do("ikb", sem, { do: "start-draft", audience: "employee", basedOn: 1 });
    expect(desk.do("ikb", sem, { do: "offer", revision: 2 })).toBeUndefined();
    const seen = desk.revision(2).version;
    expect(desk.do("ikb", roos, { do: "publish", revision: 2, seen })).toBe("four-eyes");
    expect(desk.do("ikb", tess, { do: "publish", revision: 2, seen })).toBeUndefined();
  });

  test("takes the place of the one before it for the same readers, and of no other", () => {
    const desk = new Desk();
    publish(desk);
    publish(desk, { audience: "internal" as never });
    publish(desk);
    expect(desk.published()).toEqual([3, 2]);
    expect(desk.state(1)).toBe("replaced");
    expect(desk.revision(1).endedAt).toBe(desk.at);
    expect(desk.changes.at(-1)).toMatchObject({ what: "replaced", revision: 3, replaces: 1 });
    expect(desk.record().publications.at(-1)).toMatchObject({ revision: 1, until: desk.at });
  });

  test("is not published when its last day has passed, nor ahead of its first in the place of one that holds", () => {
    const desk = new Desk();
    publish(desk, { given: { validUntil: "2026-12-01" } });
    const offered = (given: Partial<Written>) => {
      desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
      const revision = desk.record().latestRevision;
      desk.do("ikb", roos, { do: "save-draft", revision, written: written(given) });
      desk.do("ikb", roos, { do: "offer", revision });
      const result = desk.do("ikb", sem, { do: "publish", revision, seen: desk.revision(revision).version });
      if (result) desk.do("ikb", roos, { do: "discard", revision });
      return result;
    };
    expect(offered({ validUntil: "2026-11-30" })).toBe("no-longer-valid");
    expect(offered({ validFrom: "2026-12-02" })).toBe("not-yet-valid");
    expect(offered({ validFrom: "2026-12-01" })).toBeUndefined();
    desk.do("ikb", tess, { do: "withdraw", revision: desk.record().latestRevision, because: "outdated" });
    expect(offered({ validFrom: "2026-12-02" })).toBeUndefined();
  });

  test("cannot end before it begins", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    const given = written({ validFrom: "2026-12-02", validUntil: "2026-12-01" });
    const refusal = desk.try("ikb", roos, { do: "save-draft", revision: 1, written: given }) as Refusal;
    expect(refusal).toMatchObject({ refused: "invalid-input", faults: [{ at: "validUntil" }] });
    const oneDay = written({ validFrom: "2026-12-02", validUntil: "2026-12-02" });
    expect(desk.do("ikb", roos, { do: "save-draft", revision: 1, written: oneDay })).toBeUndefined();
  });

  test("loses its last day when it is saved without one", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written({ validUntil: "2027-01-01" }) });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    expect(desk.revision(1)).not.toHaveProperty("validUntil");
  });

  test("needs a desk that keeps it right", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    desk.do("ikb", roos, { do: "save-draft", revision: 1, written: written() });
    desk.do("ikb", roos, { do: "offer", revision: 1 });
    const without = { ...desk.record(), owner: undefined };
    for (const record of [without, { ...without, owner: "opgeheven" }]) {
      desk.records.set("ikb", record);
      const seen = desk.revision(1).version;
      expect(desk.do("ikb", sem, { do: "publish", revision: 1, seen })).toBe("owner-missing");
    }
  });

  test("sets when somebody looks at it again, unless that is known and to come", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "set-review", day: "2026-12-20" });
    publish(desk);
    expect(desk.record().reviewOn).toBe("2026-12-20");
    desk.today = "2026-12-20";
    publish(desk);
    expect(Date.parse(desk.record().reviewOn ?? "")).toBeGreaterThan(Date.parse("2026-12-20"));
    desk.do("ikb", roos, { do: "set-review", day: "2026-12-20" });
    expect(desk.do("ikb", roos, { do: "find-still-right" })).toBeUndefined();
    expect(Date.parse(desk.record().reviewOn ?? "")).toBeGreaterThan(Date.parse("2026-12-20"));
  });

  test("leaves each time that it was the answer as it was", () => {
    const desk = new Desk();
    publish(desk);
    const first = desk.record().publications[0]?.from;
    publish(desk);
    const second = desk.at;
    desk.do("ikb", tess, { do: "restore", revision: 1 });
    const third = desk.at;
    desk.do("ikb", tess, { do: "withdraw", revision: 1, because: "wrong" });
    expect(desk.record().publications.map(({ revision, from, until }) => [revision, from, until])).toEqual([
      [1, third, desk.at],
      [2, second, third],
      [1, first, second],
    ]);
  });

  test("is remembered for as long as it holds, however often the others change", () => {
    const desk = new Desk();
    publish(desk, { audience: "internal" as never });
    for (let i = 0; i < 25; i++) publish(desk);
    expect(desk.record().publications).toHaveLength(20);
    expect(desk.published()).toEqual([26, 1]);
  });
});

describe("what one person does at once", () => {
  test("an answer that is withdrawn is gone, and a second person looks afterwards", () => {
    const desk = new Desk();
    publish(desk);
    expect(desk.do("ikb", roos, { do: "withdraw", revision: 1, because: "wrong" })).toBeUndefined();
    expect(desk.published()).toEqual([]);
    expect(desk.record().withdrawals).toEqual([1]);
    expect(desk.revision(1)).toMatchObject({
      state: "withdrawn",
      withdrawnBy: roos,
      withdrawnBecause: "wrong",
    });
    expect(desk.changes.at(-1)).toMatchObject({ what: "withdrawn", revision: 1, because: "wrong" });
    expect(desk.do("ikb", roos, { do: "withdraw", revision: 1, because: "wrong" })).toBe("not-published");
    expect(desk.do("ikb", roos, { do: "confirm-withdrawal", revision: 1 })).toBe("four-eyes");
    expect(desk.do("ikb", sem, { do: "confirm-withdrawal", revision: 1 })).toBeUndefined();
    expect(desk.record().withdrawals).toEqual([]);
    expect(desk.revision(1).withdrawalSeenBy).toBe(sem);
    expect(desk.do("ikb", tess, { do: "confirm-withdrawal", revision: 1 })).toBe("nothing-to-confirm");
  });

  test("the second person may put it back instead, and then nobody has to look again", () => {
    const desk = new Desk();
    publish(desk);
    desk.do("ikb", roos, { do: "withdraw", revision: 1, because: "wrong" });
    expect(desk.do("ikb", sem, { do: "restore", revision: 1 })).toBeUndefined();
    expect(desk.published()).toEqual([1]);
    expect(desk.record()).toMatchObject({ withdrawals: [], restorations: [] });
    expect(desk.revision(1)).toMatchObject({ state: "published" });
    expect(desk.revision(1)).not.toHaveProperty("withdrawnBy");
    expect(desk.changes.at(-1)).toMatchObject({ what: "published", revision: 1 });
  });

  test("who wrote it, or put it up alone before, is no second person when it comes back", () => {
    const desk = new Desk();
    publish(desk);
    desk.do("ikb", tess, { do: "withdraw", revision: 1, because: "wrong" });
    expect(desk.do("ikb", roos, { do: "restore", revision: 1 })).toBeUndefined();
    expect(desk.record()).toMatchObject({ withdrawals: [], restorations: [1] });

    const other = new Desk();
    publish(other);
    publish(other);
    other.do("ikb", tess, { do: "restore", revision: 1 });
    other.do("ikb", sem, { do: "withdraw", revision: 1, because: "wrong" });
    expect(other.do("ikb", tess, { do: "restore", revision: 1 })).toBeUndefined();
    expect(other.record()).toMatchObject({ withdrawals: [], restorations: [1] });
  });

  test("who takes a withdrawal back alone still waits for a second person", () => {
    const desk = new Desk();
    publish(desk);
    desk.do("ikb", roos, { do: "withdraw", revision: 1, because: "wrong" });
    expect(desk.do("ikb", roos, { do: "restore", revision: 1 })).toBeUndefined();
    expect(desk.record()).toMatchObject({ withdrawals: [], restorations: [1] });
    expect(desk.do("ikb", roos, { do: "confirm-restoration", revision: 1 })).toBe("four-eyes");
    expect(desk.do("ikb", tess, { do: "confirm-restoration", revision: 1 })).toBeUndefined();
    expect(desk.record().restorations).toEqual([]);
    expect(desk.do("ikb", tess, { do: "confirm-restoration", revision: 1 })).toBe("nothing-to-confirm");
  });

  test("an earlier answer comes back in the place of the one that is there, and a second person looks", () => {
    const desk = new Desk();
    publish(desk);
    publish(desk);
    expect(desk.do("ikb", roos, { do: "restore", revision: 2 })).toBe("never-published");
    expect(desk.do("ikb", roos, { do: "restore", revision: 1 })).toBeUndefined();
    expect(desk.published()).toEqual([1]);
    expect(desk.state(2)).toBe("replaced");
    expect(desk.record().restorations).toEqual([1]);
    expect(desk.changes.at(-1)).toMatchObject({ what: "replaced", revision: 1, replaces: 2 });
    expect(desk.do("ikb", sem, { do: "restore", revision: 2 })).toBeUndefined();
    expect(desk.record().restorations).toEqual([2]);
  });

  test("the second look at a withdrawal does not undo what two persons published meanwhile", () => {
    const desk = new Desk();
    publish(desk);
    desk.do("ikb", roos, { do: "withdraw", revision: 1, because: "wrong" });
    publish(desk);
    expect(desk.do("ikb", sem, { do: "restore", revision: 1 })).toBeUndefined();
    expect(desk.record()).toMatchObject({ withdrawals: [], restorations: [1] });
  });

  test("an answer that came back and is withdrawn waits for one look only", () => {
    const desk = new Desk();
    publish(desk);
    publish(desk);
    desk.do("ikb", roos, { do: "restore", revision: 1 });
    desk.do("ikb", sem, { do: "withdraw", revision: 1, because: "other" });
    expect(desk.record()).toMatchObject({ withdrawals: [1], restorations: [] });
  });

  test("a draft that never was an answer does not become one so, nor one whose last day has passed", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
    for (const revision of [1])
      expect(desk.do("ikb", sem, { do: "restore", revision })).toBe("never-published");
    desk.do("ikb", roos, { do: "discard", revision: 1 });
    expect(desk.do("ikb", sem, { do: "restore", revision: 1 })).toBe("never-published");
    const until = publish(desk, { given: { validUntil: "2026-12-01" } });
    desk.do("ikb", roos, { do: "withdraw", revision: until, because: "wrong" });
    desk.today = "2026-12-02";
    expect(desk.do("ikb", sem, { do: "restore", revision: until })).toBe("no-longer-valid");
  });
});

const bike = { nl: "Fietsplan", en: "Bike plan" };

describe("a topic", () => {
  test("that was found gets a name and a place, and only then an answer", () => {
    const desk = new Desk().found("new-1");
    expect(stateOf(desk.record("new-1"))).toBe("provisional");
    expect(desk.do("new-1", roos, { do: "start-draft", audience: "employee" })).toBe("topic-unnamed");
    expect(desk.do("new-1", roos, { do: "name", name: bike })).toBe("topic-unnamed");
    expect(desk.do("new-1", roos, { do: "open", name: bike, under: "ikb" })).toBeUndefined();
    expect(stateOf(desk.record("new-1"))).toBe("open");
    expect(desk.do("new-1", roos, { do: "open", name: bike, under: "ikb" })).toBe("topic-named");
    expect(desk.do("new-1", roos, { do: "name", name: { ...bike, nl: "Fiets" } })).toBeUndefined();
    expect(desk.record("new-1")).toMatchObject({ name: { nl: "Fiets" }, under: "ikb" });
    publish(desk, { key: "new-1" });
    expect(desk.record("new-1").owner).toBe(topicOf(organisation, "ikb")?.desk);
  });

  test("stands under one that is recorded and exists; the configuration's own names stay", () => {
    const desk = new Desk().found("new-1");
    const signpost = organisation.topics.find(({ startsAt }) => startsAt === "signpost")?.key as string;
    for (const under of ["onzin", "new-1", signpost, "loonbeslag"]) {
      expect(desk.do("new-1", roos, { do: "open", name: bike, under })).toBe("invalid-input");
    }
    expect(desk.do("ikb", roos, { do: "open", name: bike, under: "salarisstrook" })).toBe("topic-configured");
    expect(desk.do("ikb", roos, { do: "name", name: bike })).toBe("topic-configured");
    expect(desk.do("onzin", roos, { do: "mute" })).toBe("topic-unknown");
    expect(desk.do(signpost, roos, { do: "start-draft", audience: "employee" })).toBe("not-recorded");
  });

  test("has an owner that exists, and a review that is to come", () => {
    const desk = new Desk();
    expect(desk.do("ikb", roos, { do: "set-owner", desk: "maan" })).toBe("invalid-input");
    expect(desk.do("ikb", roos, { do: "set-owner", desk: "leave" })).toBeUndefined();
    expect(desk.do("ikb", roos, { do: "set-review", day: "2026-11-30" })).toBe("invalid-input");
    expect(desk.do("ikb", roos, { do: "set-review", day: "2026-12-01" })).toBeUndefined();
    expect(desk.do("ikb", roos, { do: "find-still-right" })).toBe("not-published");
    expect(desk.record()).toMatchObject({ owner: "leave", reviewOn: "2026-12-01", version: 2, latestAct: 2 });
  });

  test("that already is as asked does not change", () => {
    const desk = new Desk();
    desk.do("ikb", roos, { do: "mute" });
    const before = desk.record();
    expect(stateOf(before)).toBe("muted");
    expect(desk.do("ikb", roos, { do: "mute" })).toBeUndefined();
    expect(desk.record()).toBe(before);
    expect(desk.do("ikb", roos, { do: "unmute" })).toBeUndefined();
    expect(stateOf(desk.record())).toBe("open");
  });

  test("is archived and taken back with all it had, but never one that always stays", () => {
    const desk = new Desk();
    publish(desk);
    expect(desk.do("ikb", roos, { do: "archive" })).toBeUndefined();
    expect(desk.do("ikb", roos, { do: "start-draft", audience: "employee" })).toBe("topic-archived");
    expect(stateOf(desk.record())).toBe("muted");
    expect(desk.do("ikb", roos, { do: "unarchive" })).toBeUndefined();
    expect(desk.published()).toEqual([1]);
    expect(stateOf(desk.record())).toBe("answered");
    const always = organisation.topics.find(({ keep }) => keep === "always")?.key as string;
    expect(desk.do(always, roos, { do: "archive" })).toBe("always-kept");
    const kept = organisation.topics.find(({ keep, startsAt }) => keep && startsAt !== "signpost")
      ?.key as string;
    const alike = organisation.topics.find(
      ({ key, keep, startsAt, confidentiality }) =>
        !keep &&
        startsAt !== "signpost" &&
        confidentiality === topicOf(organisation, kept)?.confidentiality &&
        key !== "ikb",
    )?.key as string;
    expect(desk.do(kept, roos, { do: "merge" }, alike)).toBe("always-kept");
    expect(desk.do(always, roos, { do: "mute" })).toBeUndefined();
  });
});

describe("a merge", () => {
  const merge = (desk: Desk, from: string, into: string) => desk.do(from, roos, { do: "merge" }, into);

  test("is an alias that both topics tell of, and is gone when it is undone", () => {
    const desk = new Desk();
    publish(desk, { key: "jaaropgave" });
    const before = desk.record("jaaropgave");
    expect(merge(desk, "jaaropgave", "salarisstrook")).toBeUndefined();
    expect(stateOf(desk.record("jaaropgave"))).toBe("merged");
    expect(desk.trail.slice(-2).map(({ of, did, topic }) => [of, did, topic])).toEqual([
      ["jaaropgave", "merged", "salarisstrook"],
      ["salarisstrook", "took-in", "jaaropgave"],
    ]);
    expect(desk.do("jaaropgave", roos, { do: "start-draft", audience: "internal" })).toBe("topic-merged");
    expect(desk.do("jaaropgave", roos, { do: "unmerge" }, "salarisstrook")).toBeUndefined();
    const { version, latestAct, changedAt, mergedInto, ...rest } = desk.record("jaaropgave");
    expect(before).toMatchObject(rest);
    expect(mergedInto).toBeUndefined();
    expect(desk.trail.slice(-2).map(({ did }) => did)).toEqual(["unmerged", "gave-back"]);
    expect(desk.do("jaaropgave", roos, { do: "unmerge" })).toBe("not-merged");
  });

  test("goes into no topic that is itself, merged, archived, unknown, a signpost, or kept otherwise", () => {
    const desk = new Desk().found("new-1").found("new-2", { name: bike, under: "ikb" });
    const signpost = organisation.topics.find(({ startsAt }) => startsAt === "signpost")?.key as string;
    expect(merge(desk, "ikb", "ikb")).toBe("invalid-input");
    expect(merge(desk, "ikb", "onzin")).toBe("invalid-input");
    expect(merge(desk, "ikb", signpost)).toBe("not-recorded");
    expect(merge(desk, signpost, "ikb")).toBe("not-recorded");
    expect(merge(desk, "ikb", "loonbeslag")).toBe("invalid-input");
    expect(merge(desk, "loonbeslag", "ikb")).toBe("invalid-input");
    expect(merge(desk, "ikb", "new-2")).toBe("invalid-input");
    expect(merge(desk, "new-2", "new-1")).toBe("invalid-input");
    desk.do("jaaropgave", roos, { do: "archive" });
    expect(merge(desk, "ikb", "jaaropgave")).toBe("topic-archived");
    expect(merge(desk, "new-1", "new-2")).toBeUndefined();
    expect(merge(desk, "ikb", "new-1")).toBe("topic-merged");
    expect(merge(desk, "new-1", "ikb")).toBe("topic-merged");
  });

  test("never makes a circle, in one step or in three", () => {
    const desk = new Desk();
    expect(merge(desk, "ikb", "salarisstrook")).toBeUndefined();
    expect(merge(desk, "salarisstrook", "ikb")).toBe("topic-merged");
    expect(merge(desk, "salarisstrook", "jaaropgave")).toBeUndefined();
    expect(merge(desk, "jaaropgave", "ikb")).toBe("topic-merged");
    expect(merge(desk, "jaaropgave", "salarisstrook")).toBe("topic-merged");
  });
});

describe("a split", () => {
  const tickets = [someId<TicketId>("ticket", 1), someId<TicketId>("ticket", 2)];

  test("makes a topic of chosen questions, with a name or to be named; merging it back undoes it", () => {
    const desk = new Desk();
    expect(desk.do("ikb", roos, { do: "split", key: "new-s", name: bike, tickets })).toBeUndefined();
    expect(desk.record("new-s")).toMatchObject({
      origin: "split",
      splitFrom: "ikb",
      under: "ikb",
      name: bike,
      version: 1,
      latestAct: 1,
    });
    expect(desk.trail.map(({ of, did, tickets }) => [of, did, tickets])).toEqual([
      ["ikb", "split", tickets],
      ["new-s", "split-off", tickets],
    ]);
    expect(desk.do("ikb", roos, { do: "split", key: "new-t", tickets })).toBeUndefined();
    expect(stateOf(desk.record("new-t"))).toBe("provisional");
    expect(desk.do("new-s", roos, { do: "merge" }, "ikb")).toBeUndefined();
  });

  test("of a topic that stands nowhere yet gets no name before that one", () => {
    const desk = new Desk().found("new-1");
    expect(desk.do("new-1", roos, { do: "split", key: "new-s", name: bike, tickets })).toBe("topic-unnamed");
    expect(desk.do("new-1", roos, { do: "split", key: "new-s", tickets })).toBeUndefined();
  });
});

test("an act and a revision are signed with the moment that they were asked at", () => {
  const desk = new Desk();
  desk.do("ikb", roos, { do: "start-draft", audience: "employee" });
  expect(desk.trail[0]?.at).toBe(instantOf(Date.parse(tuesday) + 60_000));
  expect(desk.revision(1)).toMatchObject({ madeAt: desk.at, changedAt: desk.at, version: 1 });
  expect(desk.record().changedAt).toBe(desk.at);
});
