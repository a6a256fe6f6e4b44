import { expect, test } from "vitest";
import { alikeTo, leastAlike, similarAnswers } from "../../../shared/faq/alike.ts";
import { hrGlossary } from "./hr-glossary.ts";

/** Key, questions and text of invented answers. */
const published: [string, string[], string][] = [
  [
    "ikb",
    ["Wanneer wordt mijn IKB uitbetaald?", "Hoe neem ik mijn keuzebudget op?"],
    "Je **IKB** bouw je elke maand op. Je kunt het budget elke maand laten uitbetalen via [het portaal](/ikb). Wat er in december nog staat, krijg je met je salaris van december.",
  ],
  [
    "verlof-kopen",
    ["Kan ik extra verlof kopen?", "Hoeveel uren mag ik bijkopen?"],
    "Je kunt per jaar tot 144 uur verlof kopen uit je IKB. Vraag dat aan voor 1 december. Je leidinggevende moet akkoord gaan.",
  ],
  [
    "verlof-vervalt",
    ["Wanneer vervallen mijn vakantiedagen?"],
    "Wettelijke vakantie-uren vervallen een half jaar na het jaar waarin je ze kreeg. Bovenwettelijke uren blijven vijf jaar staan.",
  ],
  [
    "ouderschapsverlof",
    ["Hoe vraag ik ouderschapsverlof aan?", "Krijg ik doorbetaald bij ouderschapsverlof?"],
    "Je hebt recht op 26 weken ouderschapsverlof tot je kind acht jaar is. De eerste negen weken betaalt UWV 70 procent. Vraag het twee maanden van tevoren aan.",
  ],
  [
    "geboorteverlof",
    ["Hoeveel geboorteverlof krijg ik als partner?"],
    "Na de geboorte heb je een week geboorteverlof met vol salaris. Daarna kun je vijf weken aanvullend geboorteverlof nemen, tegen 70 procent. Neem het op binnen zes maanden.",
  ],
  [
    "zwangerschapsverlof",
    ["Wanneer gaat mijn zwangerschapsverlof in?"],
    "Je zwangerschapsverlof begint zes tot vier weken voor de uitgerekende datum. Stuur de verklaring van de verloskundige naar personeelszaken. In totaal duurt het verlof minstens zestien weken.",
  ],
  [
    "ziekmelden",
    ["Hoe meld ik me ziek?"],
    "Bel voor 9 uur je leidinggevende. Zeg hoe lang je denkt weg te zijn. Je hoeft niet te zeggen wat je hebt.",
  ],
  [
    "herstel",
    ["Ik ben weer beter, wat moet ik doen?"],
    "Meld je beter bij je leidinggevende op de dag dat je weer begint. Werk je eerst minder uren, spreek dat dan af met de bedrijfsarts.",
  ],
  [
    "reiskosten",
    ["Wat krijg ik voor woon-werkverkeer?"],
    "Je krijgt 23 cent per kilometer voor de dagen dat je naar kantoor reist. Met het openbaar vervoer krijg je alle kosten terug. Declareer elke maand in het portaal.",
  ],
  [
    "thuiswerken",
    ["Krijg ik een thuiswerkvergoeding?"],
    "Voor elke dag dat je thuis werkt, krijg je 2,40 euro. Je mag op dezelfde dag niet ook reiskosten declareren.",
  ],
  [
    "loonstrook",
    ["Waar staat mijn loonstrook?"],
    "Je loonstrook staat vanaf de 22e in het portaal onder Mijn salaris. Je krijgt een mail als hij klaarstaat.",
  ],
  [
    "jaaropgave",
    ["Wanneer komt de jaaropgave?"],
    "De jaaropgave staat eind januari in het portaal. Bewaar hem voor je aangifte inkomstenbelasting.",
  ],
  [
    "fiets",
    ["Hoe werkt het fietsplan?"],
    "Je kunt eens in de drie jaar een fiets kopen via je IKB, tot 1.500 euro. Upload de factuur. Het bedrag gaat van je bruto budget af.",
  ],
  [
    "bijbaan",
    ["Moet ik een bijbaan melden?"],
    "Ja, meld nevenwerk altijd voor je begint. Je leidinggevende kijkt of het past bij je functie.",
  ],
  [
    "vog",
    ["Hoe vraag ik een VOG aan?"],
    "Wij zetten de aanvraag klaar. Je krijgt een mail van Justis en logt in met DigiD. De kosten betalen wij.",
  ],
  [
    "opzeggen",
    ["Wat is mijn opzegtermijn?"],
    "Je zegt schriftelijk op, met een termijn van een tot drie maanden, naargelang hoe lang je hier werkt. Je laatste werkdag bespreek je met je leidinggevende.",
  ],
];

/** Drafts that say the `same` as an answer, that are `near` one, or `different` from all. */
const written: ["same" | "near" | "different", string, string[], string][] = [
  [
    "same",
    "ikb",
    ["Wanneer krijg ik mijn keuzebudget?"],
    "Het IKB wordt elke maand opgebouwd. Je laat het uitbetalen in het portaal; wat in december overblijft, komt bij je salaris.",
  ],
  [
    "same",
    "verlof-kopen",
    ["Mag ik vrije uren bijkopen?"],
    "Uit het IKB koop je hoogstens 144 uur per jaar. Doe dat voor december, en met akkoord van je leidinggevende.",
  ],
  [
    "same",
    "ouderschapsverlof",
    ["Wordt ouderschapsverlof betaald?"],
    "Van de 26 weken ouderschapsverlof betaalt het UWV er negen, voor 70 procent. Aanvragen doe je twee maanden eerder, zolang je kind nog geen acht is.",
  ],
  [
    "same",
    "geboorteverlof",
    ["Mijn vrouw bevalt, hoeveel vrij krijg ik?"],
    "Je krijgt als partner een week geboorteverlof met salaris, en daarna vijf weken aanvullend verlof voor 70 procent, binnen een half jaar na de geboorte.",
  ],
  [
    "same",
    "ziekmelden",
    ["Ik ben ziek, wat nu?"],
    "Meld je ziek bij je leidinggevende, voor 9 uur, en zeg hoe lang het kan duren. Wat je hebt, hoef je niet te vertellen.",
  ],
  [
    "same",
    "reiskosten",
    ["Hoe declareer ik mijn reiskosten?"],
    "Voor woon-werkverkeer geven wij 23 cent per kilometer, en bij openbaar vervoer alle kosten. Declareren doe je maandelijks in het portaal.",
  ],
  [
    "same",
    "loonstrook",
    ["Ik kan mijn loonstrook niet vinden"],
    "Elke maand op de 22e zetten we de loonstrook in het portaal, bij Mijn salaris. Je krijgt daar een mail van.",
  ],
  [
    "same",
    "vog",
    ["VOG aanvragen"],
    "Justis stuurt je een mail als wij de VOG hebben klaargezet. Met je DigiD rond je de aanvraag af, en wij betalen.",
  ],
  [
    "near",
    "ouderschapsverlof",
    ["Hoeveel zorgverlof krijg ik?"],
    "Voor een ziek kind of een zieke ouder krijg je per jaar twee weken kortdurend zorgverlof, voor 70 procent betaald. Vraag het aan bij je leidinggevende.",
  ],
  [
    "near",
    "verlof-vervalt",
    ["Hoeveel vakantiedagen heb ik?"],
    "Wie voltijds werkt, krijgt 144 uur wettelijke vakantie per jaar en 50 uur bovenwettelijk. In het portaal zie je wat er staat.",
  ],
  [
    "near",
    "reiskosten",
    ["Hoe declareer ik een dienstreis?"],
    "Voor een dienstreis krijg je het openbaar vervoer terug, tweede klas. Upload je bonnen in het portaal binnen drie maanden.",
  ],
  [
    "near",
    "loonstrook",
    ["Waarom is mijn salaris lager?"],
    "Kijk op je loonstrook bij inhoudingen. Vaak is er pensioen, een fiets of verlof afgegaan. Klopt het niet, mail dan de salarisadministratie.",
  ],
  [
    "near",
    "ziekmelden",
    ["Mag ik op vakantie als ik ziek ben?"],
    "Overleg eerst met de bedrijfsarts. Vakantie die je opneemt tijdens ziekte gaat van je verlof af.",
  ],
  [
    "near",
    "ikb",
    ["Wordt er vakantiegeld betaald?"],
    "Vakantiegeld zit in je keuzebudget. Er is dus in mei geen aparte betaling meer.",
  ],
  [
    "near",
    "zwangerschapsverlof",
    ["Mag ik kolven op het werk?"],
    "Na je zwangerschapsverlof mag je een kwart van je werktijd kolven, tot je kind negen maanden is. Er is een aparte ruimte.",
  ],
  [
    "near",
    "opzeggen",
    ["Krijg ik mijn verlof uitbetaald als ik uit dienst ga?"],
    "Wat er op je laatste werkdag nog aan verlof staat, betalen we uit met je laatste salaris.",
  ],
  [
    "different",
    "",
    ["Hoe word ik lid van de OR?"],
    "Om de drie jaar zijn er verkiezingen. Je stelt je kandidaat met tien handtekeningen van collega's.",
  ],
  [
    "different",
    "",
    ["Waar kan ik parkeren?"],
    "Achter het stadhuis zijn zestig plekken. Vraag een kaart aan bij de receptie.",
  ],
  [
    "different",
    "",
    ["Hoe werkt de functiewaardering?"],
    "Elke functie is ingedeeld in een schaal van HR21. Ben je het niet eens met de indeling, maak dan bezwaar binnen zes weken.",
  ],
  [
    "different",
    "",
    ["Waar vind ik de vertrouwenspersoon?"],
    "De namen staan op intranet. Een gesprek is vertrouwelijk en mag in werktijd.",
  ],
  [
    "different",
    "",
    ["Kan ik mijn naam laten veranderen?"],
    "Stuur een kopie van de akte. Wij passen je naam aan in alle systemen, ook in je mailadres.",
  ],
  [
    "different",
    "",
    ["Wat regelt de bedrijfshulpverlening?"],
    "Bij brand volg je de mensen met een geel hesje. Wie zelf hulpverlener wil worden, krijgt een cursus en een toelage.",
  ],
  [
    "different",
    "",
    ["Is er korting op de sportschool?"],
    "Bij drie sportscholen in de stad krijg je tien procent korting met je personeelspas.",
  ],
  [
    "different",
    "",
    ["Hoe regel ik een afscheid?"],
    "Bestel koffie en taart bij de kantine. Er is een bedrag van tien euro per gast.",
  ],
];

const answers = published.map(([key, questions, text]) => ({ key, questions, text }));
const drafts = written.map(([kind, of, questions, text]) => ({ kind, of, questions, text }));
const ofKind = (kind: string) => drafts.filter((draft) => draft.kind === kind);

/** How alike each draft of a kind is to what it is most like: the least and the most, in hundredths. */
function range(kind: string, glossary?: typeof hrGlossary): [number, number] {
  const most = ofKind(kind).map((draft) => Math.round(Math.max(...alikeTo(draft, answers, glossary)) * 100));
  return [Math.min(...most), Math.max(...most)];
}

test("drafts that say the same are above the threshold, different ones below it, and near ones between", () => {
  expect(["same", "near", "different"].map((kind) => range(kind))).toEqual([
    [45, 63],
    [12, 33],
    [5, 11],
  ]);
  expect(["same", "near", "different"].map((kind) => range(kind, hrGlossary))).toEqual([
    [56, 67],
    [12, 41],
    [6, 15],
  ]);
  expect(leastAlike).toBe(0.3);
});

test.each([undefined, hrGlossary])(
  "the answer that says the same comes first, and of different ones none",
  (glossary) => {
    for (const draft of ofKind("same")) {
      expect(similarAnswers(draft, answers, 3, glossary)[0]?.answer.key).toBe(draft.of);
    }
    for (const draft of ofKind("different")) expect(similarAnswers(draft, answers, 3, glossary)).toEqual([]);
  },
);

test("a handful of answers is enough to tell: alone each is found by its own draft", () => {
  for (const draft of ofKind("same")) {
    const own = answers.filter(({ key }) => key === draft.of);
    expect([draft.of, similarAnswers(draft, own, 3).length]).toEqual([draft.of, 1]);
  }
  for (const draft of ofKind("different")) {
    for (const answer of answers) expect(similarAnswers(draft, [answer], 1)).toEqual([]);
  }
});

test("an answer is wholly like itself, whatever its markup; without words it is like none", () => {
  for (const answer of answers) {
    const plain = { questions: answer.questions, text: answer.text.replace(/\*\*/g, "") };
    const all = alikeTo(plain, answers);
    expect(all[answers.indexOf(answer)]).toBeCloseTo(1, 6);
    expect(all.every((share) => share >= 0 && share <= 1)).toBe(true);
  }
  expect(alikeTo({ questions: [], text: "" }, answers).every((share) => share === 0)).toBe(true);
  expect(alikeTo({ questions: [], text: "" }, [{ questions: [], text: "" }])).toEqual([0]);
});

test("the most alike come first, no more than asked for", () => {
  const draft = {
    questions: [],
    text: answers
      .slice(0, 3)
      .map(({ text }) => text)
      .join("\n\n"),
  };
  const found = similarAnswers(draft, answers, 10);
  expect(found.length).toBe(3);
  expect(found.map(({ alike }) => alike)).toEqual(
    found.map(({ alike }) => alike).toSorted((one, other) => other - one),
  );
  expect(similarAnswers(draft, answers, 2)).toEqual(found.slice(0, 2));
});

test("words far into a long text count as well", () => {
  const filler = Array.from({ length: 100 }, (_, i) => `vulwoord${i}`).join(" ");
  const [answer] = answers as [(typeof answers)[number]];
  const far = { questions: [], text: `${filler} ${answer.text}` };
  expect(alikeTo(far, [answer])[0]).toBeGreaterThan(
    (alikeTo({ questions: [], text: filler }, [answer])[0] as number) + 0.2,
  );
});

test("300 answers beside a draft of 10,000 characters take less than two seconds", () => {
  const draft = {
    questions: ["Wat mag ik?"],
    text: drafts
      .map(({ text }) => text)
      .join(" ")
      .repeat(4)
      .slice(0, 10_000),
  };
  const many = Array.from({ length: 300 }, (_, i) => answers[i % answers.length] as (typeof answers)[number]);
  const started = performance.now();
  similarAnswers(draft, many, 5, hrGlossary);
  expect(performance.now() - started).toBeLessThan(2000);
});
