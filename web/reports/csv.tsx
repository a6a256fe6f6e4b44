import { useState } from "preact/hooks";
import type { CallOf } from "../../shared/contract/call.ts";
import { callWith, type No, sendWithin } from "../call.ts";
import { signInAgain } from "../session.ts";
import { useHere } from "../session-gate.tsx";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Button } from "../ui/button.tsx";
import { NoAlert } from "../ui/no-alert.tsx";

type ReportRoute = "GET /v1/reports/service-levels" | "GET /v1/reports/answers";

/** A part of a report as the API itself makes a table of it, all its pages in one file. */
export function CsvButton<R extends ReportRoute>({
  route,
  call,
  what,
  name,
}: {
  route: R;
  call: CallOf<R>;
  what: string;
  name: string;
}) {
  const t = useTexts(reportTexts);
  const { membership } = useHere();
  const [isBusy, setIsBusy] = useState(false);
  const [no, setNo] = useState<No>();
  const [isDone, setIsDone] = useState(false);
  const download = async () => {
    setIsBusy(true);
    setIsDone(false);
    setNo(undefined);
    const table = await wholeTable(route, call, membership.organisation);
    setIsBusy(false);
    if (typeof table !== "string") return setNo(table);
    saveAs(`${name}.csv`, table);
    setIsDone(true);
  };
  return (
    <div class="row csv">
      <Button look="subtle" isSmall isBusy={isBusy} onClick={download} label={t.csvOf(what)}>
        {t.csv}
      </Button>
      <span class="small quiet" role="status">
        {isDone && t.csvDone(`${name}.csv`)}
      </span>
      {no && <NoAlert no={no} onRetry={download} />}
    </div>
  );
}

async function wholeTable<R extends ReportRoute>(
  route: R,
  call: CallOf<R>,
  organisation: string,
): Promise<string | No> {
  const send = sendWithin(30_000);
  const parts: string[] = [];
  let cursor: string | undefined;
  do {
    // The client of the pages reads JSON; this keeps the table that passes through it.
    let page = { text: "", next: undefined as string | undefined };
    const ask = callWith({
      send: async (url, init) => {
        const response = await send(url, { ...init, headers: { ...init.headers, accept: "text/csv" } });
        const text = await response.text();
        page = { text, next: nextIn(response.headers.get("link")) };
        return { status: response.status, headers: response.headers, text: async () => text };
      },
      organisation,
      isOnline: () => navigator.onLine,
      wait: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
      chance: Math.random,
      signInAgain,
    });
    const { query } = call as { query: object };
    const sent = { query: { ...query, format: "csv", ...(cursor && { cursor }) } };
    const outcome = await ask(route, sent as unknown as CallOf<R>);
    if (!outcome.ok) return outcome.no;
    parts.push(page.text);
    cursor = page.next;
  } while (cursor);
  return parts.join("");
}

const nextIn = (link: string | null): string | undefined => {
  const [, address] = /<([^>]+)>;\s*rel="?next"?/.exec(link ?? "") ?? [];
  return address ? (new URL(address, location.origin).searchParams.get("cursor") ?? undefined) : undefined;
};

function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
