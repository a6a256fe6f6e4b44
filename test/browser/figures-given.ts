import { writeCells } from "../../functions/store/figures.ts";
import { openTable } from "../../functions/store/table.ts";
import type { Host } from "../../infra/local/host.ts";
import type { Channel } from "../../shared/channel/channel.ts";
import {
  answeredField,
  channelField,
  notAnsweredField,
  openedField,
  personField,
  selfField,
  shownField,
} from "../../shared/faq/day-demand.ts";
import type { PersonId } from "../../shared/id.ts";
import { type Cells, demandCell, usesCell } from "../../shared/report/cell.ts";
import { contributionOf } from "../../shared/report/contribution.ts";
import { sumOf } from "../../shared/report/difference.ts";
import { organisation, vechterhout } from "../given.ts";
import { asked, historyOf } from "../shared/clock/given.ts";

/** The table of a helpdesk that runs, to lay down what weeks of work would have left there. */
export const tableOf = (host: Host) => openTable(host.resource("Table"));

/** Monday of the week that is `weeks` before that of `today`, as YYYY-MM-DD. */
export function mondayBefore(today: string, weeks: number): string {
  const at = new Date(`${today}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7) - 7 * weeks);
  return at.toISOString().slice(0, 10);
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

type Days = {
  topic: string;
  channel?: Channel;
  askers: number;
  late?: number;
  after?: string;
  hour?: number;
};

/** Questions of so many askers about a topic on a day, answered at the front office: `late` of them the next day. */
function answeredOn(day: string, { topic, channel = "click", askers, late = 0, hour = 10 }: Days): Cells {
  return sumOf(
    Array.from({ length: askers }, (_, i) => {
      const begun = asked(`${day} ${String(hour).padStart(2, "0")}:00`, {
        topic,
        channel,
        asker: `vrager-${topic}-${i}` as PersonId,
      });
      const done = dayAfter(day, i < late ? 3 : 0);
      const { events } = begun.claimed(`${done} 11:00`).resolved(`${done} 12:00`);
      return contributionOf(historyOf(events), organisation).cells;
    }),
  );
}

/** What is open, by when it was asked. */
const openSince = (day: string, topic: string, askers: number): Cells =>
  sumOf(
    Array.from({ length: askers }, (_, i) => {
      const { events } = asked(`${day} 10:00`, { topic, asker: `wachter-${topic}-${i}` as PersonId });
      return contributionOf(historyOf(events), organisation).cells;
    }),
  );

const people = (count: number, name: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [personField(vechterhout, `${name}-${i}`), 1]));

/** Four weeks of questions, the last of them that of `today`, with one topic that too few ask about. */
export async function weeksOfQuestions(host: Host, today: string): Promise<void> {
  const mondays = [3, 2, 1, 0].map((weeks) => mondayBefore(today, weeks));
  const table = tableOf(host);
  await writeCells(
    table,
    vechterhout,
    sumOf([
      ...mondays.flatMap((monday, i) => [
        answeredOn(monday, { topic: "ikb", askers: 12, late: 4 - i }),
        answeredOn(dayAfter(monday, 1), { topic: "verlof_saldo", askers: 9, hour: 13, late: 1 }),
        answeredOn(dayAfter(monday, 3), { topic: "vakantiegeld", channel: "call", askers: 8, hour: 9 }),
      ]),
      answeredOn(dayAfter(mondays[1] as string, 2), { topic: "jaaropgave", channel: "face", askers: 2 }),
      openSince(mondays[0] as string, "ikb", 6),
      openSince(mondays[2] as string, "verlof_saldo", 7),
    ]),
  );
  await writeCells(
    table,
    vechterhout,
    sumOf(
      mondays.map((monday, i) => ({
        [demandCell("ikb", monday)]: { ...people(12, `ikb-${i}`), [channelField("click")]: 12 },
        [demandCell("verlof_saldo", monday)]: { ...people(9, `saldo-${i}`), [channelField("click")]: 9 },
        [usesCell("ikb", monday)]: {
          ...people(12, `zelf-${i}`),
          [selfField]: 12,
          [shownField(1)]: 14,
          [openedField(1)]: 12,
          [answeredField(1)]: 9,
          [notAnsweredField(1, "unclear")]: 3,
        },
      })),
    ),
  );
}
