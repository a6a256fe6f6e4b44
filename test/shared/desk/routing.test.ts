import { describe, expect, test } from "vitest";
import data from "../../../infra/organisation.json" with { type: "json" };
import { confidentialityOf, type Question, route } from "../../../shared/desk/routing.ts";
import { RoutingRule } from "../../../shared/desk/rule.ts";
import { wordRulesIn } from "../../../shared/desk/word-rules.ts";
import { topicOf } from "../../../shared/organisation/lookup.ts";
import { Organisation } from "../../../shared/organisation/organisation.ts";

const organisation = Organisation.parse(data);

const aQuestion = (changes: Partial<Question> = {}): Question => ({
  confidentiality: "open",
  wordRules: [],
  askerWorksAtDesk: false,
  askerIs: ["employee"],
  ...changes,
});

/** A question as it is asked: what its words and topic make of its confidentiality is worked out first. */
const asked = (text: string, changes: Partial<Question> = {}): Question => {
  const wordRules = wordRulesIn(organisation.routing, text);
  const topic = changes.topic === undefined ? undefined : topicOf(organisation, changes.topic);
  return aQuestion({
    wordRules,
    confidentiality: confidentialityOf(topic, wordRules, organisation),
    ...changes,
  });
};

const aRule = (name: string, when: object, to = "payroll") =>
  RoutingRule.parse({ name, reason: { nl: `Door ${name}`, en: `By ${name}` }, when, to });
const withRules = (...rules: RoutingRule[]) => ({ ...organisation, routing: rules });

describe("the first configuration", () => {
  test("sends a question without a topic to the front office, and says why in both languages", () => {
    expect(route(asked("Hoe zit dat?"), organisation)).toEqual({
      to: "frontoffice",
      rule: "front-office-first",
      reason: { nl: "Het Personeelsloket kijkt eerst", en: "The front office looks first" },
      shows: [],
    });
  });

  test.each(["asker-chose", "agent-confirmed"] as const)(
    "sends a topic of the back office straight on when it is known because %s",
    (topicKnownBy) => {
      const question = asked("Mijn salaris klopt niet", { topic: "salaris_fout", topicKnownBy });
      expect(route(question, organisation)).toMatchObject({ to: "payroll", rule: "straight-to-back-office" });
    },
  );

  test("sends a guessed topic of the back office to the front office", () => {
    const question = asked("Mijn salaris klopt niet", { topic: "salaris_fout", topicKnownBy: "guessed" });
    expect(route(question, organisation)).toMatchObject({ to: "frontoffice", rule: "front-office-first" });
  });

  test("sends a topic that starts at the front to the front office, however well it is known", () => {
    const question = asked("Fiets kopen", { topic: "fietsregeling", topicKnownBy: "agent-confirmed" });
    expect(route(question, organisation)).toMatchObject({ to: "frontoffice" });
  });

  test("sends a topic with named readers to its own desk", () => {
    const question = asked("Loon na een jaar", { topic: "langdurig_ziek", topicKnownBy: "guessed" });
    expect(route(question, organisation)).toMatchObject({ to: "absence", rule: "restricted-topic" });
  });

  test("sends delicate words to the confidential desk, raises the ticket and shows the way, even under an ordinary topic", () => {
    const question = asked("Thuis werken omdat ik gepest word", {
      topic: "thuiswerken_beleid",
      topicKnownBy: "asker-chose",
    });
    expect(route(question, organisation)).toMatchObject({
      to: "confidential",
      rule: "delicate-words",
      raises: "restricted",
      shows: ["confidential-adviser", "social-work"],
    });
  });

  test("keeps a delicate question of its own staff away from their colleagues, and still shows the way", () => {
    const question = asked("Ik word bedreigd", { askerWorksAtDesk: true });
    expect(route(question, organisation)).toMatchObject({
      to: "confidential",
      rule: "own-staff",
      shows: ["confidential-adviser", "social-work"],
    });
  });

  test("lets its own staff ask ordinary questions like everyone", () => {
    expect(route(asked("Fiets kopen", { askerWorksAtDesk: true }), organisation).to).toBe("frontoffice");
  });

  test("lets the front office look at a topic that is meant for others", () => {
    const question = asked("Verklaring nodig", {
      topic: "werkgeversverklaring",
      topicKnownBy: "asker-chose",
      askerIs: ["former-employee"],
    });
    expect(route(question, organisation)).toMatchObject({ to: "frontoffice", rule: "not-for-this-asker" });
  });

  test("takes a line manager, who is an employee too, as both", () => {
    const chosen = {
      topic: "werkgeversverklaring",
      topicKnownBy: "asker-chose",
      askerIs: ["employee", "line-manager"],
    } as const;
    expect(route(asked("Verklaring", chosen), organisation).rule).toBe("straight-to-back-office");
  });
});

describe("a rule", () => {
  const fitting: Record<string, [when: object, fits: Partial<Question>, fitsNot: Partial<Question>]> = {
    askerWorksAtDesk: [{ askerWorksAtDesk: true }, { askerWorksAtDesk: true }, { askerWorksAtDesk: false }],
    "not askerWorksAtDesk": [
      { askerWorksAtDesk: false },
      { askerWorksAtDesk: false },
      { askerWorksAtDesk: true },
    ],
    confidentialityAtLeast: [
      { confidentialityAtLeast: "sensitive" },
      { confidentiality: "restricted" },
      { confidentiality: "open" },
    ],
    confidentiality: [
      { confidentiality: "sensitive" },
      { confidentiality: "sensitive" },
      { confidentiality: "restricted" },
    ],
    words: [{ words: ["fiets"] }, { wordRules: ["tested"] }, { wordRules: ["another"] }],
    topicStartsAt: [{ topicStartsAt: "back" }, { topic: "salaris_fout" }, { topic: "fietsregeling" }],
    "topicStartsAt without a topic": [{ topicStartsAt: "front" }, { topic: "fietsregeling" }, {}],
    topicKnownBy: [
      { topicKnownBy: ["agent-confirmed"] },
      { topic: "fietsregeling", topicKnownBy: "agent-confirmed" },
      { topic: "fietsregeling", topicKnownBy: "guessed" },
    ],
    "topicKnownBy without a topic": [
      { topicKnownBy: ["guessed"] },
      { topic: "fietsregeling", topicKnownBy: "guessed" },
      { topicKnownBy: "guessed" },
    ],
    topicNotForAsker: [
      { topicNotForAsker: true },
      { topic: "leidinggevende_goedkeuren", askerIs: ["employee"] },
      { topic: "leidinggevende_goedkeuren", askerIs: ["employee", "line-manager"] },
    ],
    "topicNotForAsker without a topic": [
      { topicNotForAsker: true },
      { topic: "fietsregeling", askerIs: ["relative"] },
      { askerIs: ["relative"] },
    ],
    askerIs: [
      { askerIs: ["former-employee", "relative"] },
      { askerIs: ["relative"] },
      { askerIs: ["employee"] },
    ],
  };

  test.each(Object.entries(fitting))("fits by its condition %s", (_name, [when, fits, fitsNot]) => {
    const rules = withRules(aRule("tested", when), aRule("last", {}, "leave"));
    expect(route(aQuestion(fits), rules).rule).toBe("tested");
    expect(route(aQuestion(fitsNot), rules).rule).toBe("last");
  });

  test("fits only when all its conditions hold", () => {
    const rules = withRules(
      aRule("both", { askerWorksAtDesk: true, askerIs: ["employee"] }),
      aRule("last", {}, "leave"),
    );
    expect(route(aQuestion({ askerWorksAtDesk: true }), rules).rule).toBe("both");
    expect(route(aQuestion({ askerWorksAtDesk: true, askerIs: ["relative"] }), rules).rule).toBe("last");
  });

  test("that comes first wins", () => {
    expect(route(aQuestion(), withRules(aRule("one", {}), aRule("two", {}))).rule).toBe("one");
  });

  test("for the desk of the topic is passed over without a topic, or with one that is gone", () => {
    const rules = withRules(aRule("by-topic", {}, "topic-desk"), aRule("last", {}, "leave"));
    expect(route(aQuestion({ topic: "fietsregeling" }), rules)).toMatchObject({
      to: "payroll",
      rule: "by-topic",
    });
    expect(route(aQuestion(), rules).to).toBe("leave");
    expect(route(aQuestion({ topic: "gone" }), rules).to).toBe("leave");
  });

  test("is not needed to arrive at the front office", () => {
    expect(route(aQuestion(), withRules())).toMatchObject({ to: "frontoffice", shows: [] });
  });
});

describe("words", () => {
  const rules = [aRule("delicate", { words: ["harass", "bedreigd", "threat", "één", "niet veilig"] })];

  test.each([
    "harassment at work",
    "I am Harassed",
    "word BEDREIGD.",
    "collega(bedreigd)",
    "een keer",
    "Ik voel me niet  veilig!",
  ])("are found in %j", (text) => {
    expect(wordRulesIn(rules, text)).toEqual(["delicate"]);
  });

  test.each(["athreat", "onbedreigd", "harras", "wel veilig, niet?", ""])("are not found in %j", (text) => {
    expect(wordRulesIn(rules, text)).toEqual([]);
  });

  test("of one letter or none are refused, since they would be found in every text", () => {
    for (const word of ["", "-", "a"]) {
      const rule = { name: "all", reason: { nl: "x", en: "x" }, when: { words: [word] }, to: "payroll" };
      expect(RoutingRule.safeParse(rule).success).toBe(false);
    }
  });

  test("raise confidentiality and never lower it", () => {
    const raising = withRules(
      { ...aRule("some", { words: ["loon"] }), raises: "sensitive" },
      aRule("none", { words: ["fiets"] }),
    );
    expect(confidentialityOf(undefined, [], raising)).toBe("open");
    expect(confidentialityOf(undefined, ["none"], raising)).toBe("open");
    expect(confidentialityOf(undefined, ["some", "none"], raising)).toBe("sensitive");
    expect(confidentialityOf({ confidentiality: "restricted" }, ["some"], raising)).toBe("restricted");
    expect(confidentialityOf({ confidentiality: "open" }, ["some"], raising)).toBe("sensitive");
  });
});
