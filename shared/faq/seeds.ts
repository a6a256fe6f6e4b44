import type { Topic } from "./topic.ts";

/** What a topic knows before anybody asked about it: its names, and the examples of the configuration. */
export const seedsOf = ({
  name,
  examples,
}: Pick<Topic, "name"> & Partial<Pick<Topic, "examples">>): string[] => [
  ...new Set([name.nl, name.en, ...(examples?.nl ?? []), ...(examples?.en ?? [])]),
];
