import type { Answer, Caller } from "../../shared/contract/call.ts";
import type { AnswerOf, Route } from "../../shared/contract/operations.ts";

const writer = "redacteur-xandra";
const second = "redacteur-quinten";

/** A published answer, written by one editor and read by another. */
export async function publish(
  as: (person: string) => Caller,
  topic: string,
  { written, spoken }: { written: string; spoken: string },
): Promise<void> {
  const params = { topic };
  const seen = given(await as(writer)("GET /v1/topics/{topic}", { params }));
  if (!seen.owner) {
    given(await as(writer)("POST /v1/topics/{topic}/owner", { params, body: { desk: "frontoffice" } }));
  }
  const draft = given(
    await as(writer)("POST /v1/topics/{topic}/drafts", { params, body: { audience: "employee" } }),
  );
  const one = { topic, revision: draft.revision };
  const saved = given(
    await as(writer)("PUT /v1/topics/{topic}/revisions/{revision}", {
      params: one,
      version: draft.version,
      body: {
        texts: { nl: { written, spoken } },
        sources: [{ kind: "collective-agreement", text: "Cao Vechterhout, hoofdstuk 3" }],
        validFrom: "2026-01-01",
      },
    } as never),
  );
  const offered = given(
    await as(writer)("POST /v1/topics/{topic}/revisions/{revision}/offer", {
      params: one,
      version: saved.version,
    }),
  );
  given(
    await as(second)("POST /v1/topics/{topic}/revisions/{revision}/publish", {
      params: one,
      body: { version: offered.version },
    }),
  );
}

export const payslip = {
  written: "Je salaris wordt op de **24e** betaald. Je strook staat dan in Mijn salaris.",
  spoken:
    "Je salaris staat op de vierentwintigste op je rekening. Je strook staat dan klaar bij Mijn salaris.",
};

/** Outside of a test, too. */
export function given<R extends Route>(answer: Answer<R>): AnswerOf<R> {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.body;
}
