import { wordRulesIn } from "../../../shared/desk/word-rules.ts";
import { CannotRun, progressLine, tell } from "../arguments.ts";
import { type Place, peopleAt } from "../session.ts";
import { askByClick, byWay, clickers, logSpoken, workBackOffices, workFrontOffice } from "./bulk.ts";
import { countAll, readAll, type Totals } from "./count.ts";
import { importPeople } from "./people.ts";
import { deliver, phoneLogRows } from "./phone-log.ts";
import { fitsPhoneLog, questionPool } from "./questions.ts";
import * as scenes from "./scenes.ts";
import { stageAt } from "./stage.ts";
import { phoneLogStory, storyOf, totalsTable } from "./story.ts";
import type { Surroundings } from "./surroundings.ts";

export type Day = {
  totals: Totals & { mails: number | null; deadLetters: number | null };
  problems: string[];
  /** Paragraphs, each of lines. */
  story: string[][];
};

/**
 * Plays a working day with every question once.
 * @param isOwn the helpdesk is this run's own, so that the invented people may be all the people it knows
 */
export async function playDay(
  place: Place,
  {
    questions,
    surroundings,
    isOwn,
  }: { questions: readonly string[]; surroundings: Surroundings; isOwn: boolean },
): Promise<Day> {
  const names = await namesAt(place);
  const stage = stageAt({ ...place, organisation: "vechterhout" });
  const line = progressLine();
  const progress = (what: string, done: number, of: number) => line.show(`${what}: ${done} van ${of}`);
  await importPeople(stage, isOwn);
  const organisation = await stage.must("loket-femke", "GET /v1/configuration", {});

  const isDelicate = (text: string) => wordRulesIn(organisation.routing, text).length > 0;
  const pool = questionPool(questions, isDelicate);
  const scripts = [
    scenes.wholeWay,
    scenes.straightToSpecialist,
    scenes.wrongDesk,
    scenes.confidential,
    scenes.forAnEmployee,
    scenes.inEnglish,
    scenes.callAboutExisting,
    scenes.answeredOnTheLine,
    scenes.walkIn,
    scenes.withoutMail,
  ];
  const texts = scripts.map((script) => pool.calm(script === scenes.inEnglish ? "en" : "any"));
  const logTexts = [pool.calm(), pool.calm(), pool.calm()];
  if (pool.added() > 0) tell(`Het bestand is kort; vragen van de demo zelf erbij: ${pool.added()}.`);
  const { click, call, face, phoneLog } = byWay(pool.rest());
  const fitting = phoneLog.filter(fitsPhoneLog);

  tell("Het verhaal: tien vragen van begin tot eind");
  const played = await Promise.all(
    scripts.map((script, i) => stage.play(() => script(stage, () => texts[i] as string))),
  );
  const signposts = await stage.play(() => scenes.signpost(stage));

  await askByClick(stage, [...click, ...phoneLog.filter((text) => !fitsPhoneLog(text))], progress);
  line.done();
  await logSpoken(stage, "call", call, progress);
  line.done();
  await logSpoken(stage, "face", face, progress);
  line.done();
  tell("De bellijst, twee keer");
  const references = played
    .slice(0, 2)
    .flatMap((scene) => (scene && stage.asked.get(scene.ticketId)?.reference) ?? []);
  const log = await stage.play(() =>
    deliver(stage, phoneLogRows([...logTexts, ...fitting], references, new Date())),
  );
  if (log && log.doubled > 0) stage.problems.push(`regels van de bellijst die dubbel zijn: ${log.doubled}`);
  if (log && log.refused.length !== 1) {
    stage.problems.push(`geweigerde regels van de bellijst: ${log.refused.length} in plaats van één`);
  }
  await surroundings.settle();
  await workFrontOffice(stage, progress);
  line.done();
  await surroundings.settle();
  await workBackOffices(stage, progress);
  line.done();
  await surroundings.settle();

  const found = await readAll(stage, (done) => progress("vragen teruggezocht", done, stage.asked.size));
  line.done();
  const counted = await countAll(stage, found, log);
  const totals = {
    ...counted,
    mails: await surroundings.mails(),
    deadLetters: await surroundings.deadLetters(),
  };
  const telling = { organisation, nameOf: (person: string) => names.get(person) ?? person };
  return {
    totals,
    problems: stage.problems,
    story: [
      [
        `Een dag bij het Personeelsloket van ${organisation.organisation.name.nl}`,
        "Alle mensen zijn verzonnen. Wat hier staat, vertelt het loket zelf: het is teruggelezen uit de historie.",
      ],
      ...played.flatMap((scene) => (scene ? [storyOf(scene, found, telling)] : [])),
      ...(signposts
        ? [["Een wegwijzer, en niets daarover bewaard", ...signposts.map((text) => `   ${text}`)]]
        : []),
      ...(log ? [phoneLogStory(log)] : []),
      ["De dag in getallen", ...totalsTable(totals, organisation).map((row) => `   ${row}`)],
    ],
  };
}

async function namesAt({ issuer }: Place): Promise<Map<string, string>> {
  const people = await peopleAt(issuer);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const missing = clickers.find((person) => !names.has(person));
  if (missing)
    throw new CannotRun(
      `The issuer at ${issuer} does not know ${missing}: the demo needs its invented people.`,
    );
  return names;
}
