import { describe, expect, test } from "vitest";
import { conceptsFrom, glossaryOf } from "../../../shared/faq/glossary.ts";
import { likelyTopics } from "../../../shared/faq/likely.ts";
import { emptyIndex, type Index, learn } from "../../../shared/faq/matcher.ts";
import { newRecord, type TopicRecord } from "../../../shared/faq/record.ts";
import { seedsOf } from "../../../shared/faq/seeds.ts";
import { organisation, tuesday, vechterhout } from "../../given.ts";

const name = { nl: "Fiets leasen", en: "Leasing a bicycle" };
const record = (key: string, given: Partial<TopicRecord> = {}): TopicRecord => ({
  ...newRecord({ organisation: vechterhout, key, origin: "found" }, tuesday),
  ...given,
});

/** An index that knows the questions of some topics, and what editors made of these. */
function known(questions: Record<string, string>, ...records: TopicRecord[]) {
  const index: Index = emptyIndex(glossaryOf(conceptsFrom([])));
  for (const [topic, question] of Object.entries(questions)) learn(index, topic, question);
  return { index, records: new Map(records.map((one) => [one.key, one])) };
}

const keysOf = (given: ReturnType<typeof known>, text: string, count = 3) =>
  likelyTopics(given, organisation, text, { count }).topics.map(({ topic }) => topic);

describe("the likeliest topics of a question", () => {
  test("are configured ones by their names, the likeliest first and surest where no other is near", () => {
    const given = known({
      ikb: "wat staat er op mijn ikb budget",
      verlof_saldo: "hoeveel verlof heb ik nog",
    });
    const { topics, confidence } = likelyTopics(given, organisation, "hoeveel verlof heb ik", { count: 3 });
    expect(topics[0]).toMatchObject({
      topic: "verlof_saldo",
      name: organisation.topics.find(({ key }) => key === "verlof_saldo")?.name,
    });
    const twins = known({ ikb: "hoeveel verlof heb ik", verlof_saldo: "hoeveel verlof heb ik" });
    const unsure = likelyTopics(twins, organisation, "hoeveel verlof heb ik", { count: 3 });
    expect(confidence).toBeGreaterThan(unsure.confidence);
  });

  test("are none for what looks like nothing known", () => {
    expect(likelyTopics(known({}), organisation, "qwx", { count: 3 })).toEqual({ topics: [], confidence: 0 });
  });

  test("name a topic that was found in questions once it has a name and stands somewhere", () => {
    const questions = { "new-1": "kan ik een fiets leasen" };
    const asked = "fiets leasen";
    expect(keysOf(known(questions, record("new-1")), asked)).toEqual([]);
    expect(keysOf(known(questions, record("new-1", { name })), asked)).toEqual([]);
    const named = known(questions, record("new-1", { name, under: "ikb" }));
    expect(likelyTopics(named, organisation, asked, { count: 3 }).topics).toMatchObject([
      { topic: "new-1", under: "ikb", name },
    ]);
  });

  test("are less sure where something without a name is as near", () => {
    const alone = known({ ikb: "fiets van mijn ikb" });
    const beside = known({ ikb: "fiets van mijn ikb", "new-1": "fiets van mijn werkgever" }, record("new-1"));
    const sure = (given: ReturnType<typeof known>) =>
      likelyTopics(given, organisation, "fiets van mijn werkgever", { count: 3 });
    expect(sure(beside).topics.map(({ topic }) => topic)).toEqual(["ikb"]);
    expect(sure(beside).confidence).toBeLessThan(sure(alone).confidence);
  });

  test("name what was merged as what it was merged into, once, with the best score", () => {
    const questions = {
      ikb: "iets over een fiets",
      "new-1": "kan ik een fiets leasen",
      "new-2": "leasefiets",
    };
    const merged = known(
      questions,
      record("new-1", { name, under: "verlof_saldo", mergedInto: "ikb" }),
      record("new-2", { mergedInto: "new-1" }),
    );
    const { topics, confidence } = likelyTopics(merged, organisation, "kan ik een fiets leasen", {
      count: 3,
    });
    expect(topics.map(({ topic }) => topic)).toEqual(["ikb"]);
    const apart = known(questions, record("new-1", { name, under: "verlof_saldo" }));
    const own = likelyTopics(apart, organisation, "kan ik een fiets leasen", { count: 3 });
    expect(own.topics[0]).toMatchObject({ topic: "new-1", score: topics[0]?.score });
    expect(confidence).toBeGreaterThan(own.confidence);
  });

  test("leave out what was archived, and not what was muted", () => {
    const archived = { archivedAt: tuesday, origin: "configured" as const };
    const asked = "hoeveel verlof heb ik";
    const questions = { verlof_saldo: asked };
    expect(keysOf(known(questions, record("verlof_saldo", archived)), asked)).toEqual([]);
    const muted = { mutedAt: tuesday, origin: "configured" as const };
    expect(keysOf(known(questions, record("verlof_saldo", muted)), asked)).toEqual(["verlof_saldo"]);
  });

  test("are as many as were asked for, however many nearer ones have no name", () => {
    const nameless = Array.from({ length: 40 }, (_, i) => `new-${i}`);
    const questions = Object.fromEntries(nameless.map((key) => [key, "hoeveel verlof heb ik"]));
    const given = known(
      { ...questions, verlof_saldo: "verlof over", ikb: "verlof kopen" },
      ...nameless.map((key) => record(key)),
    );
    expect(keysOf(given, "hoeveel verlof heb ik", 2)).toHaveLength(2);
    expect(keysOf(given, "hoeveel verlof heb ik", 1)).toHaveLength(1);
    expect(keysOf(given, "hoeveel verlof heb ik", 3)).toHaveLength(2);
  });

  test("understand an unfinished word while somebody types", () => {
    const given = known({ verlof_saldo: "hoeveel ouderschapsverlof heb ik" });
    const typed = likelyTopics(given, organisation, "ouderschaps", { count: 1, isTyping: true });
    const whole = likelyTopics(given, organisation, "ouderschaps", { count: 1 });
    expect(typed.topics[0]?.score ?? 0).toBeGreaterThan(whole.topics[0]?.score ?? 0);
  });
});

test("a topic begins with its names and its examples, each once", () => {
  const examples = { nl: ["Fiets leasen", "Leasefiets?"], en: ["Bicycle?"] };
  expect(seedsOf({ name, examples })).toEqual([
    "Fiets leasen",
    "Leasing a bicycle",
    "Leasefiets?",
    "Bicycle?",
  ]);
  expect(seedsOf({ name })).toEqual([name.nl, name.en]);
});
