import type { TicketId } from "../../../shared/id.ts";
import type { Host } from "../../local/host.ts";
import { progressLine } from "../arguments.ts";
import type { Place } from "../session.ts";
import { askAll, logAll, ordinaryDay, resolveAll } from "./month/asking.ts";
import { findCandidate, mergeFound, publishDraft, rowsOf, topicNow, writeDraft } from "./month/editing.ts";
import { askAllTheSame, lookTooEarly, lookUp, readChange } from "./month/finding.ts";
import {
  afterwards,
  firstDay,
  inOtherWords,
  monthTopic,
  nowAndThen,
  replies,
  secondDay,
} from "./month/questions.ts";
import { answersTable } from "./month/report.ts";
import { percentage, type Tale, taleOf, told } from "./month/tale.ts";
import { type Stage, stageAt } from "./stage.ts";

/** What the helpdesk itself says of the month; `null` is about too few people to be told. */
export type MonthTotals = {
  contacts: number | null;
  covered: number | null;
  share: number | null;
  candidate: "demand" | "surge" | null;
  surgePeople: number | null;
  daysToAnswer: number | null;
  opened: number | null;
  answered: number | null;
  again: number | null;
  volumeBefore: number | null;
  volumeAfter: number | null;
  volumeRatio: number | null;
  mergedAskers: number | null;
};

export type Month = { totals: MonthTotals; problems: string[]; story: string[][] };

type Playing = {
  stage: Stage;
  tale: Tale;
  /** Moves the clock on; where nights lie between, topics learn in the last of them. */
  until(instant: string | number): Promise<void>;
  aMinuteLater(): Promise<void>;
  settle(): Promise<void>;
  /** So many questions about something else. */
  others(count: number): readonly string[];
};

/** Whole weeks, from the first in which anything was asked until four after the answer. */
const reportFrom = "2026-12-07";
const reportTo = "2027-01-31";

/**
 * Plays a month on the helpdesk of the week, from where that ended: what is asked more and more gets an answer, and
 * then is asked less.
 */
export async function playMonth(place: Place, host: Host, texts: readonly string[]): Promise<Month> {
  const stage = stageAt({ ...place, organisation: "vechterhout" });
  const organisation = await stage.must("loket-femke", "GET /v1/configuration", {});
  const line = progressLine();
  const tale = taleOf(host.clock, (title) => line.show(`De maand: ${title}`));
  const settle = () => host.idle({ timeoutMillis: 120_000 });
  const until = async (instant: string | number) => {
    await host.clock?.moveTo(instant);
    await settle();
  };
  const aMinuteLater = () => until((host.clock?.now() ?? 0) + 60_000);
  let next = 0;
  const others = (count: number) =>
    Array.from({ length: count }, () => texts[next++ % texts.length] as string);
  const playing: Playing = { stage, tale, until, aMinuteLater, settle, others };

  await askedNowAndThen(playing);
  const waiting = await surge(playing);
  tale.chapter("Van vraag naar antwoord");
  const candidate = await findCandidate(stage, tale);
  const revision = await writeDraft(stage, tale);
  await until("2027-01-04T09:30:00+01:00");
  await lookTooEarly(stage, tale);
  await publishDraft(stage, tale, revision);
  await answerFound(playing, revision, waiting);
  await quietWeeks(playing, revision);
  const mergedAskers = await lookBack(playing);
  line.done();

  const report = await stage.must("teamleider-wim", "GET /v1/reports/answers", {
    query: { from: reportFrom as never, to: reportTo as never },
  });
  const effect = report.answers.find(({ topic }) => topic === monthTopic);
  return {
    totals: {
      ...report.coverage,
      candidate: candidate.standing?.candidate ?? null,
      surgePeople: candidate.standing?.people7 ?? null,
      daysToAnswer: report.waits.medianDays,
      opened: effect?.opened ?? null,
      answered: effect?.answered ?? null,
      again: effect?.again ?? null,
      volumeBefore: effect?.volume?.before ?? null,
      volumeAfter: effect?.volume?.after ?? null,
      volumeRatio: effect?.volume?.ratio ?? null,
      mergedAskers,
    },
    problems: stage.problems,
    story: [
      ...tale.chapters,
      [
        `Het rapport over antwoorden, ${reportFrom} tot en met ${reportTo}`,
        ...answersTable(report, organisation),
      ],
    ],
  };
}

const confirmed = (text: string, answer?: { topic: string; revision: number }) => ({
  topic: monthTopic,
  answer: { text, cause: "answered-only" as const, ...(answer && { answer }) },
});

const callDay = "2026-12-18T10:00:00+01:00";

async function askedNowAndThen({ stage, tale, until, settle, others }: Playing): Promise<void> {
  const { click, call, face } = nowAndThen;
  tale.chapter("De maand daarna: nu en dan dezelfde vraag");
  const waiting = await askAll(stage, [click]);
  tale.say(`Per click: “${click.text}”`);
  await settle();
  await resolveAll(stage, waiting, replies.usual);
  await until("2026-12-22T10:00:00+01:00");
  await logAll(stage, [call], confirmed(replies.usual), callDay);
  await logAll(stage, [face], confirmed(replies.usual));
  await ordinaryDay(stage, others(6), callDay);
  await ordinaryDay(stage, others(6));
  await settle();
  tale.say(`Per telefoon, later genoteerd: “${call.text}”`, callDay);
  tale.say(`Aan de balie: “${face.text}”`);
  const row = (await rowsOf(stage, "asked")).find(({ topic }) => topic === monthTopic);
  const answered = row?.answers.length ? "een antwoord" : "geen antwoord";
  tale.add(
    `in de lijst van de redactie: ${told(row?.standing?.askers)} vragers, ${answered}, ${row?.standing?.candidate ? "een" : "geen"} kandidaat`,
  );
}

/**
 * Two days of it, and the night after.
 * @returns the questions that nobody has answered yet
 */
async function surge({ stage, tale, until, settle }: Playing): Promise<TicketId[]> {
  tale.chapter("Dan vraagt iedereen het");
  await until("2026-12-29T09:30:00+01:00");
  await logAll(stage, firstDay, confirmed(replies.leave), "2026-12-28T14:00:00+01:00");
  tale.say(`De strook van december is er: ${firstDay.length} mensen bellen`, "2026-12-28T14:00:00+01:00");
  const [early, late] = [secondDay.clicks.slice(0, 4), secondDay.clicks.slice(4)];
  const first = await askAll(stage, early);
  const waiting = await askAll(stage, late);
  await logAll(stage, secondDay.spoken, confirmed(replies.leave));
  await logAll(stage, inOtherWords, { answer: { text: replies.tax } });
  await settle();
  await resolveAll(stage, first, replies.leave);
  const { clicks, spoken } = secondDay;
  tale.say(
    `Nog ${clicks.length} per click, ${spoken.length} aan telefoon en balie; een paar in heel andere woorden: ${inOtherWords.length}`,
  );
  await until("2026-12-30T08:45:00+01:00");
  tale.say("De nacht heeft alle onderwerpen opnieuw bekeken");
  return waiting;
}

/** Agents and employees find what was published, and use it. */
async function answerFound(
  { stage, tale, aMinuteLater, settle }: Playing,
  revision: number,
  waiting: readonly TicketId[],
): Promise<void> {
  tale.chapter("Het antwoord wordt gevonden");
  await readChange(stage, tale);
  await aMinuteLater();
  await lookUp(stage, tale, revision);
  const last = await askAllTheSame(stage, tale, revision);
  await settle();
  const answer = { topic: monthTopic, revision };
  await resolveAll(stage, [...waiting, last], replies.linked, answer);
  tale.say(
    `Het loket beantwoordt de ${waiting.length} vragen die er nog lagen met hetzelfde antwoord, en die van Emily`,
  );
}

/** One jump of the clock: what was said on the telephone before it is written down later, for the day that it was said. */
async function quietWeeks({ stage, tale, until, others }: Playing, revision: number): Promise<void> {
  tale.chapter("Het wordt stiller");
  const linked = confirmed(replies.linked, { topic: monthTopic, revision });
  await until("2027-01-20T10:00:00+01:00");
  for (const [i, at] of ["2027-01-06T10:00:00+01:00", "2027-01-12T10:00:00+01:00", undefined].entries()) {
    const texts = others(12);
    await ordinaryDay(stage, texts, at);
    const asked = afterwards.slice(Math.max(0, i - 1), i);
    await logAll(stage, asked, linked, at);
    const count = asked.length === 0 ? "niemand" : "één keer, meteen beantwoord met het antwoord";
    tale.say(`Van de ${texts.length + asked.length} vragen van deze dag hierover: ${count}`, at);
  }
}

/** Four weeks after the answer, when its effect can be told. */
async function lookBack({ stage, tale, until }: Playing): Promise<number | null> {
  tale.chapter("Vier weken later");
  await until("2027-02-01T09:30:00+01:00");
  const { standing } = await topicNow(stage);
  const [effect] = standing?.effects ?? [];
  tale.say(
    `Xandra kijkt wat het deed: mensen in vier weken ${told(standing?.people28Before)} ervoor, ${told(standing?.people28)} erna`,
  );
  tale.add(
    `geopend ${told(effect?.opened)}, beantwoordde de vraag ${told(effect?.answered)}${effect?.helped ? ` (${percentage(effect.helped.share)})` : ""}`,
  );
  return mergeFound(stage, tale);
}
