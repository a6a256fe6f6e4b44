import { expect, test } from "vitest";
import { refusals } from "../../shared/refusal.ts";

const texts = Object.entries(refusals);

test("a refusal reads right for an organisation that says je and for one that says u", () => {
  const addressed = /\b(?:je|jij|jou|jouw|jezelf|u|uw|uzelf)\b/i;
  expect(texts.filter(([, { nl }]) => addressed.test(nl))).toEqual([]);
});

test("a refusal is a sentence in both languages", () => {
  const sentence = /^[A-Z].*\.$/;
  expect(texts.filter(([, { nl, en }]) => !sentence.test(nl) || !sentence.test(en))).toEqual([]);
});
