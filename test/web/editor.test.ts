import { describe, expect, test } from "vitest";
import type { Revision } from "../../shared/faq/record.ts";
import { errorsIn, isSame, partsOf, type Typed, typedOf, writtenOf } from "../../web/editor/draft-text.ts";
import { demandViews, pathOfView, placeIn, revisionPath, topicPath } from "../../web/editor/paths.ts";
import { editorTexts } from "../../web/texts/editor.ts";
import { textsIn } from "../../web/texts/texts.ts";

const t = textsIn(editorTexts, { language: "nl", address: "je" });
const empty = { written: "", spoken: "" };
const aDraft = (given: Partial<Typed> = {}): Typed => ({
  nl: { written: "Kies vóór 1 december.", spoken: "" },
  en: empty,
  isEnglish: false,
  sources: [],
  validFrom: "2026-01-01",
  validUntil: "",
  ...given,
});

describe("an address", () => {
  test("leads where it came from, whatever the topic is called", () => {
    for (const topic of ["ikb", "new-01", "50%", "a/b", "É"]) {
      expect(placeIn(topicPath(topic))).toEqual({ is: "topic", topic });
      expect(placeIn(revisionPath(topic, 12))).toEqual({ is: "revision", topic, revision: 12 });
    }
    for (const view of demandViews) expect(placeIn(pathOfView(view))).toEqual({ is: "view", view });
    expect(placeIn("/antwoorden/begrippen")).toEqual({ is: "glossary" });
    expect(placeIn("/antwoorden/misschien-hetzelfde")).toEqual({ is: "merges" });
  });

  test("that somebody typed wrongly breaks nothing", () => {
    expect(placeIn("/antwoorden/onderwerp/%E0%A4%A")).toEqual({ is: "topic", topic: "%E0%A4%A" });
    expect(placeIn("/antwoorden/onderwerp/ikb/versie/twee")).toEqual({ is: "view", view: "asked" });
    expect(placeIn("/antwoorden/wat-dan-ook")).toEqual({ is: "view", view: "asked" });
  });
});

describe("a draft as it is typed", () => {
  test("is saved without what was left empty, and the English only where it is wanted", () => {
    const typed = aDraft({
      en: { written: "Choose.", spoken: "" },
      sources: [{ kind: "law", text: " Artikel 1 ", url: " " }],
    });
    expect(writtenOf(typed)).toEqual({
      texts: { nl: typed.nl },
      sources: [{ kind: "law", text: "Artikel 1" }],
      validFrom: "2026-01-01",
    });
    expect(writtenOf({ ...typed, isEnglish: true, validUntil: "2026-12-31" })).toMatchObject({
      texts: { en: { written: "Choose.", spoken: "" } },
      validUntil: "2026-12-31",
    });
  });

  test("comes back from what was saved just as it was", () => {
    const typed = aDraft({
      isEnglish: true,
      en: { written: "Choose.", spoken: "Choose!" },
      sources: [{ kind: "page", text: "Intranet", url: "https://intranet.example/ikb" }],
      validUntil: "2026-12-31",
    });
    expect(isSame(typedOf(writtenOf(typed) as unknown as Revision), typed)).toBe(true);
  });

  test("is another one by any word, source or day", () => {
    const others: Partial<Typed>[] = [
      { nl: { written: "Kies.", spoken: "" } },
      { nl: { written: "Kies vóór 1 december.", spoken: "Kies." } },
      { isEnglish: true },
      { sources: [{ kind: "law", text: "Artikel 1", url: "" }] },
      { validFrom: "2026-02-01" },
      { validUntil: "2026-12-31" },
    ];
    for (const other of others) expect(isSame(aDraft(), aDraft(other))).toBe(false);
    expect(isSame(aDraft(), aDraft({ en: { written: "Hidden", spoken: "" } }))).toBe(true);
  });

  test("cannot be saved with what the helpdesk would refuse, and says where", () => {
    const ids = (given: Partial<Typed>) => errorsIn(aDraft(given), t).map(({ id }) => id);
    expect(ids({})).toEqual([]);
    expect(ids({ nl: { written: "a".repeat(10_000), spoken: "b".repeat(4_000) } })).toEqual([]);
    expect(ids({ nl: { written: "a".repeat(10_001), spoken: "b".repeat(4_001) } })).toEqual([
      "written-nl",
      "spoken-nl",
    ]);
    const long = { written: "a".repeat(10_001), spoken: "" };
    expect([ids({ en: long }), ids({ en: long, isEnglish: true })]).toEqual([[], ["written-en"]]);
    const source = (text: string, url: string) => ids({ sources: [{ kind: "law", text, url }] });
    expect(source("Artikel 1", "https://wetten.example/1")).toEqual([]);
    expect(source(" ", "")).toEqual(["source-text-0"]);
    for (const url of ["http://wetten.example", "wetten.example", "https://", "javascript:alert(1)"]) {
      expect(source("Artikel 1", url)).toEqual(["source-url-0"]);
    }
    expect(ids({ validFrom: "" })).toEqual(["valid-from"]);
    expect(ids({ validUntil: "2026-01-01" })).toEqual([]);
    expect(ids({ validUntil: "2025-12-31" })).toEqual(["valid-until"]);
  });

  test("is told in parts that always stand in the same place, so that two drafts can be laid side by side", () => {
    const day = (at: string) => `dag ${at}`;
    const one = partsOf(aDraft(), t, day);
    const other = partsOf(
      aDraft({
        isEnglish: true,
        en: { written: "Choose.", spoken: "" },
        sources: [{ kind: "law", text: "Artikel 1", url: "https://wetten.example/1" }],
        validUntil: "2026-12-31",
      }),
      t,
      day,
    );
    // English that was typed and then not wanted is not saved, so it is no difference either.
    expect(partsOf(aDraft({ en: { written: "Choose.", spoken: "" } }), t, day)).toEqual(one);
    expect(other.map(({ name }) => name)).toEqual(one.map(({ name }) => name));
    const changed = other.filter(({ text }, i) => text !== one[i]?.text);
    expect(changed).toEqual([
      { name: "Om te lezen (Engels)", text: "Choose." },
      { name: "Bronnen", text: "Wet: Artikel 1 https://wetten.example/1" },
      { name: "Geldigheid", text: "dag 2026-01-01 – dag 2026-12-31" },
    ]);
  });
});
