import { fileURLToPath } from "node:url";
import { readArguments, runCommand, tell } from "./arguments.ts";
import { type Day, playDay } from "./demo/day.ts";
import type { Month } from "./demo/month.ts";
import { readQuestions } from "./demo/questions.ts";
import { nothingKnown, surroundingsOf } from "./demo/surroundings.ts";
import type { Week } from "./demo/week.ts";
import { findPlace, runningHost } from "./session.ts";

const help = `Plays a working day at the helpdesk, over HTTP, with invented people: questions by click, call and face, a telephone
log, hand-overs and returns, a wait, a rating, a reopening. At the end every question is looked up again. Then a week on a
second helpdesk, whose clock is moved: warnings, a breach, escalations, a promise kept and one broken, the week's report.
There a month follows: a topic that is asked suddenly more gets an answer, which is found, and is asked less.

Usage: npm run demo -- [options]

  --questions FILE  JSON Lines with rows {"text": "a question"}; each is asked once (default: some forty of the demo's own)
  --json            one JSON object with the totals on standard output, and nothing else
  --url URL         play at this helpdesk instead of an own one that starts with empty state and is gone afterwards
  --issuer URL      its local issuer, which knows the invented people (default: that of the host that runs here at URL)
  --help            this text

In the JSON, byChannel counts questions and contactsByChannel counts contacts; routed counts questions by the desk
where they started; week and month count what time brought about (absent with --url; null in month is about too few
people to be told); answered counts questions, handedOver, returned and reopened count what happened to them. mails
and deadLetters are null where they cannot be seen.

Exit code: 0 fine, 1 something was lost, stuck or refused, 2 it could not run.`;

const standardQuestions = fileURLToPath(import.meta.resolve("./demo-questions.jsonl"));

await runCommand(async () => {
  const { values, wantsHelp } = readArguments({
    questions: { type: "string" },
    json: { type: "boolean" },
    url: { type: "string" },
    issuer: { type: "string" },
  });
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const questions = readQuestions(values.questions ?? standardQuestions);
  const startedAt = performance.now();
  const day = values.url ? await atTheirs(questions, values) : await atOurs(questions);
  const later = values.url ? undefined : await aWeekAndAMonth();
  const problems = [...day.problems, ...(later ? [...later.week.problems, ...later.month.problems] : [])];
  tell(`Gespeeld in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  for (const problem of problems) tell(`Geweigerd of fout: ${problem}`);
  console.log(
    values.json
      ? JSON.stringify({
          ...day.totals,
          ...(later && { week: later.week.totals, month: later.month.totals }),
        })
      : [...day.story, ...(later ? [...later.week.story, ...later.month.story] : [])]
          .map((lines) => lines.join("\n"))
          .join("\n\n"),
  );
  const isWhole = day.totals.lost === 0 && !day.totals.deadLetters && problems.length === 0;
  return isWhole ? 0 : 1;
});

async function atOurs(questions: readonly string[]): Promise<Day> {
  // Loaded only here: a helpdesk that runs already needs no template.
  const { withOwnHost } = await import("./demo/own-host.ts");
  return withOwnHost(async (host) => {
    const surroundings = await surroundingsOf(host, () => host.idle({ timeoutMillis: 180_000 }));
    return playDay(
      { api: host.urls.api, issuer: host.urls.issuer },
      { questions, surroundings, isOwn: true },
    );
  });
}

/** On a helpdesk of its own, whose clock can be moved: the weeks of it take seconds. */
async function aWeekAndAMonth(): Promise<{ week: Week; month: Month }> {
  const [{ withOwnHost }, { announceWeek, playWeek, weekStartsAt }, { playMonth }] = await Promise.all([
    import("./demo/own-host.ts"),
    import("./demo/week.ts"),
    import("./demo/month.ts"),
  ]);
  announceWeek();
  const texts = readQuestions(standardQuestions);
  return withOwnHost(
    async (host) => {
      const place = { api: host.urls.api, issuer: host.urls.issuer };
      const week = await playWeek(place, host, texts);
      return { week, month: await playMonth(place, host, texts) };
    },
    { startAt: weekStartsAt },
  );
}

async function atTheirs(
  questions: readonly string[],
  options: { url?: string | undefined; issuer?: string | undefined },
): Promise<Day> {
  const place = findPlace(options);
  const running = runningHost(place.api);
  const surroundings = running ? await surroundingsOf(running) : nothingKnown;
  return playDay(place, { questions, surroundings, isOwn: false });
}
