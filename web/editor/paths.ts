/** The addresses of the editor's pages: keys and numbers alone. */
export const home = "/antwoorden";
export const demandViews = ["asked", "candidates", "surging", "attention", "merged", "aside"] as const;
export type DemandView = (typeof demandViews)[number];

const viewPaths: Record<DemandView, string> = {
  asked: home,
  candidates: `${home}/kandidaten`,
  surging: `${home}/pieken`,
  attention: `${home}/aandacht`,
  merged: `${home}/samengevoegd`,
  aside: `${home}/opzij`,
};
export const pathOfView = (view: DemandView) => viewPaths[view];
export const mergesPath = `${home}/misschien-hetzelfde`;
export const glossaryPath = `${home}/begrippen`;
export const topicPath = (topic: string) => `${home}/onderwerp/${encodeURIComponent(topic)}`;
export const revisionPath = (topic: string, revision: number) => `${topicPath(topic)}/versie/${revision}`;

export type Place =
  | { is: "view"; view: DemandView }
  | { is: "merges" | "glossary" }
  | { is: "topic"; topic: string }
  | { is: "revision"; topic: string; revision: number };

export function placeIn(path: string): Place {
  const [, written, revision] = /\/onderwerp\/([^/]+)(?:\/versie\/(\d+))?$/.exec(path) ?? [];
  const topic = written && decoded(written);
  if (topic && revision) return { is: "revision", topic, revision: Number(revision) };
  if (topic) return { is: "topic", topic };
  if (path === mergesPath) return { is: "merges" };
  if (path === glossaryPath) return { is: "glossary" };
  return { is: "view", view: demandViews.find((view) => viewPaths[view] === path) ?? "asked" };
}

/** As it stands where somebody typed what decodes to nothing: no topic has that name either. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
