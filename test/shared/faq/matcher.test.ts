import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  emptyIndex,
  exampleWeight,
  forgetTopic,
  type Index,
  knowsWord,
  learn,
  putTopic,
  stateOf,
  suggest,
  unlearn,
} from "../../../shared/faq/matcher.ts";
import { byMeaningOf } from "../../../shared/faq/matcher-encoder.ts";
import { type Example, refine } from "../../../shared/faq/matcher-refinement.ts";
import { hrGlossary } from "./hr-glossary.ts";

const examples: Example[] = [
  ["payslip", "Waar vind ik mijn loonstrook?"],
  ["payslip", "Ik snap een regel op mijn strook niet"],
  ["leave", "Hoeveel verlofuren heb ik nog?"],
  ["leave", "Mijn saldo klopt niet na mijn nieuwe rooster"],
  ["bike", "Mag ik een elektrische fiets via het werk kopen?"],
  ["sick", "Bij wie meld ik mij ziek?"],
].map(([topic = "", text = ""]) => ({ topic, text, weight: 1 }));

const learning = (
  lessons: readonly Example[],
  glossary = undefined as typeof hrGlossary | undefined,
): Index => {
  const index = emptyIndex(glossary);
  for (const { topic, text, weight } of lessons) learn(index, topic, text, weight);
  return index;
};

const topics = (index: Index, question: string, options = {}) =>
  suggest(index, question, 5, options).ranked.map(({ topic }) => topic);

const everythingIn = ({ postings, states, topicCount }: Index) => ({
  features: [...postings].filter(([, { topics }]) => topics.length > 0).length,
  states: states.map(({ sums, corrections }) => [[...sums].sort(), [...corrections].sort()]),
  topicCount,
});

describe("suggestions", () => {
  test("come from the first example on", () => {
    const index = learning([{ topic: "bike", text: "Fietsregeling", weight: 1 }]);
    expect(topics(index, "mag ik een fiets kopen")).toEqual(["bike"]);
  });

  test("are none from an empty index, for an empty question, and for one that shares nothing", () => {
    expect(suggest(emptyIndex(), "verlof", 3)).toEqual({ ranked: [], confidence: 0 });
    expect(suggest(learning(examples), "  ?! ", 3)).toEqual({ ranked: [], confidence: 0 });
    expect(suggest(learning(examples), "xyzzy qqq", 3)).toEqual({ ranked: [], confidence: 0 });
  });

  test("find inflections, compounds and typing errors by the letters inside words", () => {
    const index = learning(examples);
    for (const question of ["loonstroken", "loonstrookje", "mijn loonstorok", "LOONSTROOK"]) {
      expect([question, topics(index, question)[0]]).toEqual([question, "payslip"]);
    }
  });

  test("are as many as asked for, the best first", () => {
    const { ranked } = suggest(learning(examples), "heb ik recht op een fiets of verlof of mijn strook", 2);
    expect(ranked).toHaveLength(2);
    expect(ranked[0]?.score).toBeGreaterThanOrEqual(ranked[1]?.score as number);
    expect(suggest(learning(examples), "fiets", 1).ranked).toHaveLength(1);
  });

  test("come from words that stand in any question too, when there is nothing else", () => {
    const index = learning([...examples, { topic: "who", text: "Wie is wie?", weight: 1 }]);
    expect(topics(index, "wie is wie")[0]).toBe("who");
    expect(topics(learning([{ topic: "who", text: "wie", weight: 1 }]), "wie")).toEqual(["who"]);
  });

  test("that are equally good come by their keys", () => {
    const same = ["b", "c", "a"].map((topic) => ({ topic, text: "vakantiegeld", weight: 1 }));
    expect(topics(learning(same), "vakantiegeld")).toEqual(["a", "b", "c"]);
  });

  test("follow what is being typed: an unfinished last word is not held against a topic", () => {
    const index = learning(examples);
    expect(topics(index, "waar vind ik mijn loonst", { isTyping: true })[0]).toBe("payslip");
    const typed = suggest(index, "elektrische fie", 1, { isTyping: true }).ranked[0]?.score as number;
    expect(typed).toBeGreaterThan(suggest(index, "elektrische fie", 1).ranked[0]?.score as number);
  });

  test("are surer of a question that was learnt than of one about something else", () => {
    const index = learning(examples, hrGlossary);
    const known = suggest(index, "hoeveel verlofuren heb ik nog", 3).confidence;
    const unknown = suggest(index, "de koffie in de kantine is koud", 3).confidence;
    expect(known).toBeGreaterThan(0.9);
    expect(unknown).toBeLessThan(0.3);
  });

  test("are the same every time", () => {
    const [one, other] = [learning(examples, hrGlossary), learning(examples, hrGlossary)];
    refine(one, examples);
    refine(other, examples);
    expect(suggest(one, "mijn verlofsaldo", 5)).toEqual(suggest(other, "mijn verlofsaldo", 5));
  });

  test("take a second score by meaning from an encoder, and none where there is no encoder", async () => {
    const meanings = new Map([
      ["sick", [0, 3]],
      ["leave", [2, 0]],
    ]);
    const embed = async (text: string) => (text === "malaise" ? [0, 1] : [1, 0]);
    const byMeaning = await byMeaningOf({ embed }, "malaise", meanings);
    expect(byMeaning?.scores).toEqual(
      new Map([
        ["sick", 1],
        ["leave", 0],
      ]),
    );
    expect(topics(learning(examples), "malaise", { byMeaning })[0]).toBe("sick");
    expect(await byMeaningOf({}, "malaise", meanings)).toBeUndefined();
  });

  test("bridge Dutch and English, and words that share no letters, by the concepts of HR", () => {
    const index = learning(examples, hrGlossary);
    expect(topics(index, "where can I see my payslip")[0]).toBe("payslip");
    expect(topics(index, "salarisspecificatie kwijt")[0]).toBe("payslip");
    expect(topics(index, "how many vacation days do I have left")[0]).toBe("leave");
    expect(topics(index, "reporting sick")[0]).toBe("sick");
    expect(topics(learning(examples), "salarisspecificatie")[0]).not.toBe("payslip");
  });
});

const someText = fc
  .array(fc.constantFrom("verlof", "uren", "mijn", "loonstrook", "ziek", "fiets", "één", "wanneer"), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(" "));
const someExample = fc.record({
  topic: fc.constantFrom("a", "b", "c"),
  text: someText,
  weight: fc.constantFrom(exampleWeight.confirmed, exampleWeight.accepted),
});
const someExamples = fc.array(someExample, { minLength: 1, maxLength: 12 });

describe("learning", () => {
  test("is undone by unlearning, to the last bit", () => {
    fc.assert(
      fc.property(someExamples, someExamples, (kept, undone) => {
        const index = learning(kept, hrGlossary);
        // A topic that was ever named keeps its number.
        for (const { topic } of undone) learn(index, topic, "", 1);
        const before = everythingIn(index);
        for (const { topic, text, weight } of undone) learn(index, topic, text, weight);
        for (const { topic, text, weight } of undone) unlearn(index, topic, text, weight);
        expect(everythingIn(index)).toEqual({ ...before, states: everythingIn(index).states });
        before.states.forEach((state, i) => {
          expect(everythingIn(index).states[i]).toEqual(state);
        });
      }),
      { numRuns: 50 },
    );
  });

  test("leaves no trace of the order", () => {
    fc.assert(
      fc.property(someExamples, someText, (lessons, question) => {
        const [forth, back] = [learning(lessons), learning(lessons.toReversed())];
        expect(suggest(forth, question, 5)).toEqual(suggest(back, question, 5));
        refine(forth, lessons);
        refine(back, lessons.toReversed());
        expect(topics(forth, question)).toEqual(topics(back, question));
      }),
      { numRuns: 50 },
    );
  });

  test("of a suggestion that was merely accepted weighs a quarter", () => {
    const index = learning(
      ["a", "a", "a", "a"].map((topic) => ({ topic, text: "vakantiegeld", weight: exampleWeight.accepted })),
    );
    const confirmed = learning([{ topic: "a", text: "vakantiegeld", weight: exampleWeight.confirmed }]);
    const sums = [...(stateOf(index, "a")?.sums ?? [])];
    expect(sums.length).toBeGreaterThan(0);
    for (const [feature, sum] of sums) {
      expect(Math.abs(sum - (stateOf(confirmed, "a")?.sums.get(feature) as number))).toBeLessThanOrEqual(2);
    }
  });

  test("what was never learnt cannot be unlearnt", () => {
    const index = learning(examples);
    unlearn(index, "bike", "elektrische elektrische fiets", 1);
    expect([...(stateOf(index, "bike")?.sums.values() ?? [])].every((sum) => sum > 0)).toBe(true);
  });

  test("a topic put in by its state is the one that learnt it, and takes the place of what was there", () => {
    const whole = learning(examples);
    refine(whole, examples);
    const index = learning([{ topic: "leave", text: "iets heel anders", weight: 1 }]);
    for (const topic of whole.keys) putTopic(index, topic, stateOf(whole, topic) as never);
    for (const question of ["saldo", "anders", "fiets van het werk", "ik ben ziek"]) {
      expect(suggest(index, question, 5)).toEqual(suggest(whole, question, 5));
    }
  });

  test("a forgotten topic is not suggested, and others rank as if it had never been", () => {
    const index = learning(examples);
    forgetTopic(index, "bike");
    const without = learning(examples.filter(({ topic }) => topic !== "bike"));
    expect(suggest(index, "mag ik een fiets of verlof", 5)).toEqual(
      suggest(without, "mag ik een fiets of verlof", 5),
    );
  });

  test("a word is known once a topic has learnt it", () => {
    const index = learning(examples);
    expect(knowsWord(index, "elektrische")).toBe(true);
    expect(knowsWord(index, "elektrisch")).toBe(false);
  });
});

describe("refining", () => {
  const confused: Example[] = [
    ["trip", "kosten van de trein"],
    ["trip", "kosten van de bus"],
    ["trip", "reis naar utrecht terugvragen"],
    ["course", "kosten van de cursus"],
    ["course", "kosten van de opleiding"],
    ["course", "training in utrecht terugvragen"],
  ].map(([topic = "", text = ""]) => ({ topic, text, weight: 1 }));

  test("draws topics apart that are taken for each other", () => {
    const index = learning(confused);
    const scoreOf = (topic: string) =>
      suggest(index, "training terugvragen", 2).ranked.find((one) => one.topic === topic)?.score as number;
    const lead = () => scoreOf("course") - scoreOf("trip");
    const before = lead();
    refine(index, confused);
    expect(lead()).toBeGreaterThan(before + 0.01);
  });

  test("starts anew each time: twice is once", () => {
    const [once, twice] = [learning(confused), learning(confused)];
    refine(once, confused);
    refine(twice, confused);
    refine(twice, confused);
    expect(everythingIn(twice)).toEqual(everythingIn(once));
  });

  test("turns concepts down where they do not tell topics apart, and leaves them where they do", () => {
    const concepts = ["verlof", "salaris", "pensioen"];
    const misled = ["zwieberkwast", "flapdrol"].flatMap((topic) =>
      concepts.map((concept) => ({ topic, text: `${topic} ${concept}`, weight: 1 })),
    );
    const [index, helped] = [learning(misled, hrGlossary), learning(examples, hrGlossary)];
    const usual = index.conceptWeight;
    refine(index, misled);
    refine(helped, examples);
    expect(index.conceptWeight).toBeLessThan(usual);
    expect(helped.conceptWeight).toBe(usual);
  });
});

test("ranking, learning, refining, packing and the search for concepts are 8 KB at most, compressed", async () => {
  const path = (file: string) => fileURLToPath(new URL(`../../../shared/faq/${file}.ts`, import.meta.url));
  const files = ["matcher", "matcher-refinement", "index-pack", "glossary", "cluster"];
  const { outputFiles } = await build({
    stdin: {
      contents: files.map((file) => `export * from ${JSON.stringify(path(file))};`).join("\n"),
      resolveDir: ".",
    },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    // `fold` stands in one file with schemas, which a page has anyhow.
    external: ["zod/mini"],
  });
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  expect(contents.length).toBeGreaterThan(5_000);
  expect(gzipSync(contents).length).toBeLessThanOrEqual(8 * 1024);
});
