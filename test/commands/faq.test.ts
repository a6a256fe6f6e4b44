import { describe, expect, test } from "vitest";
import { figuresOf, streamed } from "../../infra/commands/faq/streaming.ts";
import { aFile, run } from "./given.ts";

type Row = { id: string; text: string; topic: string; lang: string };

const row = (id: number, topic: string, text: string, lang = "nl"): Row => ({
  id: `q-${id}`,
  topic,
  text,
  lang,
});
const train = [
  row(1, "payslip", "Waar vind ik mijn loonstrook?"),
  row(2, "payslip", "Mijn strook van mei openen"),
  row(3, "leave_balance", "Hoeveel verlofuren heb ik nog?"),
  row(4, "leave_balance", "Klopt mijn saldo?"),
  row(5, "bike", "Een fiets kopen via het werk"),
  row(6, "oos", "De koffieautomaat lekt"),
];
const asked = [
  row(11, "payslip", "loonstrook niet te vinden"),
  row(12, "leave_balance", "vacation days left", "en"),
  row(13, "bike", "elektrische fiets kopen"),
  row(14, "oos", "wie repareert de koffieautomaat"),
];
const lines = (rows: readonly object[]) => rows.map((each) => JSON.stringify(each)).join("\n");
const trainFile = aFile("train.jsonl", lines(train));
const askedFile = aFile("asked.jsonl", lines(asked));

describe("faq:evaluate", () => {
  test("prints its figures as one line of JSON and nothing else", async () => {
    const { code, out, err } = await run("faq-evaluate", [
      "--train",
      trainFile,
      "--test",
      askedFile,
      "--json",
    ]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const all = { acc1: 1, acc3: 1, acc5: 1, mrr: 1 };
    expect(out.endsWith("}\n")).toBe(true);
    expect(JSON.parse(out)).toEqual({
      all,
      byLang: { en: all, nl: all },
      auroc: 1,
      p50Us: expect.any(Number),
      p99Us: expect.any(Number),
      indexBytes: expect.any(Number),
    });
    expect(Object.keys(JSON.parse(out))).toEqual(["all", "byLang", "auroc", "p50Us", "p99Us", "indexBytes"]);
  });

  test("finds no Dutch topic for an English question without the glossary", async () => {
    const options = [
      "--train",
      trainFile,
      "--test",
      askedFile,
      "--json",
      "--glossary",
      "off",
      "--names",
      "off",
    ];
    const { out } = await run("faq-evaluate", options);
    expect(JSON.parse(out).byLang.en.acc1).toBe(0);
    expect(JSON.parse(out).byLang.nl.acc1).toBe(1);
  });

  test("has no auroc where every row is known, and reads CSV", async () => {
    const known = aFile("known.csv", "id;text;topic;lang\n1;mijn loonstrook;payslip;nl\n");
    const { code, out } = await run("faq-evaluate", ["--train", trainFile, "--test", known, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ auroc: null, byLang: { nl: { acc1: 1 } } });
  });

  test("says in words that there is no auroc where every row is unknown", async () => {
    const unknown = aFile("unknown.jsonl", lines([asked[3] as Row]));
    const { out } = await run("faq-evaluate", ["--train", trainFile, "--test", unknown]);
    expect(out).toContain("auroc –");
  });

  test("says it in words without --json", async () => {
    const { out } = await run("faq-evaluate", ["--train", trainFile, "--test", askedFile]);
    expect(out).toMatch(
      /^all: @1 1, @3 1, @5 1, mrr 1\nen: .*\nnl: .*\nunknown topics: auroc 1\nper question: /,
    );
  });

  test.each([
    ["no files", [], "Name the files: --train FILE --test FILE"],
    [
      "a file that is not there",
      ["--train", "nowhere.jsonl", "--test", askedFile],
      "There is no file nowhere.jsonl.",
    ],
    [
      "a glossary that is neither on nor off",
      ["--train", trainFile, "--test", askedFile, "--glossary", "yes"],
      "on or off",
    ],
    [
      "a row without a topic",
      ["--train", aFile("bare.jsonl", '{"text":"x"}'), "--test", askedFile],
      "row 1: a row needs",
    ],
    ["an empty file", ["--train", aFile("empty.jsonl", ""), "--test", askedFile], "has no rows."],
    [
      "no topic to learn",
      ["--train", aFile("oos.jsonl", lines([train[5] as Row])), "--test", askedFile],
      "no row with a topic",
    ],
    ["an unknown option", ["--tran", trainFile], "Unknown option"],
  ])("cannot run with %s, and says so in one sentence", async (_, options, sentence) => {
    const { code, out, err } = await run("faq-evaluate", options);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("faq:stream", () => {
  const file = aFile("stream.jsonl", lines([...train, ...asked]));

  test("prints its figures as one line of JSON, the same for the same seed", async () => {
    const options = ["--file", file, "--confirm", "0.5", "--seed", "3", "--json"];
    const [one, other] = await Promise.all([run("faq-stream", options), run("faq-stream", options)]);
    expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: "" });
    expect(Object.keys(JSON.parse(one.out))).toEqual(["nmi", "b3F1", "top20"]);
    expect(other.out).toBe(one.out);
  });

  test.each([
    ["no share", ["--file", file], "--confirm 0.25"],
    ["a share above one", ["--file", file, "--confirm", "25"], "between 0 and 1"],
    [
      "a seed that is no number",
      ["--file", file, "--confirm", "1", "--seed", "x"],
      "--seed takes a whole number",
    ],
  ])("cannot run with %s", async (_, options, sentence) => {
    const { code, out, err } = await run("faq-stream", options);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
  });

  test("finds every topic when every question is confirmed", () => {
    const figures = streamed([...train, ...asked], { confirmed: 1, seed: 1, glossary: undefined });
    expect(figures).toEqual({ nmi: 1, b3F1: 1, top20: 1 });
  });

  test("another seed is another order", () => {
    const withSeed = (seed: number) =>
      streamed([...train, ...asked], { confirmed: 0.3, seed, glossary: undefined });
    expect(withSeed(1)).toEqual(withSeed(1));
    expect([2, 3, 4].map(withSeed)).not.toEqual([1, 1, 1].map(withSeed));
  });
});

describe("the figures of a clustering", () => {
  const rows = ["a", "a", "a", "b", "b", "oos", "oos"].map((topic, i) => row(i, topic, topic));

  test("are those of the reference scorer", () => {
    // node score.mjs on these rows with clusters x x y y y z z: B-cubed, NMI, top-20 recall.
    const { nmi, b3F1, top20 } = figuresOf(rows, ["x", "x", "y", "y", "y", "z", "z"]);
    expect([nmi, b3F1, top20].map((figure) => Number(figure.toFixed(4)))).toEqual([0.6844, 0.7312, 1]);
  });

  test("are one for the rows' own topics, those about none each alone", () => {
    expect(figuresOf(rows, ["x", "x", "x", "y", "y", "p", "q"])).toEqual({
      nmi: expect.closeTo(1, 9),
      b3F1: expect.closeTo(1, 9),
      top20: 1,
    });
  });
});
