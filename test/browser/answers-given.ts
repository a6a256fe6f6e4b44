import type { Caller } from "../../shared/contract/call.ts";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import { given } from "../journeys/given.ts";

type Draft = SentBodyOf<"PUT /v1/topics/{topic}/revisions/{revision}">;

/** An answer that one editor wrote and another published, by the API. */
export async function publishedAnswer(
  as: (person: string) => Caller,
  topic: string,
  { written, english, sources }: { written: string; english?: string; sources?: Draft["sources"] },
): Promise<number> {
  const [xandra, quinten] = [as("redacteur-xandra"), as("redacteur-quinten")];
  const key = () => crypto.randomUUID();
  const owned = given(
    await xandra("POST /v1/topics/{topic}/owner", {
      params: { topic },
      body: { desk: "frontoffice" },
      key: key(),
      ...(await versionOf(xandra, topic)),
    }),
  );
  const begun = given(
    await xandra("POST /v1/topics/{topic}/drafts", {
      params: { topic },
      body: { audience: "employee" },
      key: key(),
      version: owned.version,
    }),
  );
  const { revision } = begun;
  const params = { topic, revision };
  const saved = given(
    await xandra("PUT /v1/topics/{topic}/revisions/{revision}", {
      params,
      body: {
        texts: {
          nl: { written, spoken: written },
          en: { written: english ?? "In English.", spoken: english ?? "In English." },
        },
        sources: sources ?? [
          { kind: "collective-agreement", text: "Cao, artikel 6.2", url: "https://cao.example/6-2" },
        ],
        validFrom: "2026-01-01",
      },
      key: key(),
      version: begun.version,
    }),
  );
  const offered = given(
    await xandra("POST /v1/topics/{topic}/revisions/{revision}/offer", {
      params,
      body: {},
      key: key(),
      version: saved.version,
    }),
  );
  given(
    await quinten("POST /v1/topics/{topic}/revisions/{revision}/publish", {
      params,
      body: { version: offered.version },
      key: key(),
      version: offered.version,
    }),
  );
  return revision;
}

async function versionOf(editor: Caller, topic: string): Promise<{ version?: number }> {
  const { version } = given(await editor("GET /v1/topics/{topic}", { params: { topic } }));
  return version > 0 ? { version } : {};
}
