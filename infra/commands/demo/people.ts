import { fileURLToPath } from "node:url";
import { rowsOf } from "../row-file.ts";
import { upload } from "../upload.ts";
import type { Stage } from "./stage.ts";

const peopleFile = fileURLToPath(import.meta.resolve("../demo-people.csv"));

/**
 * Brings the invented people in.
 * @param isOwn they are all the people; in a helpdesk that is in use they come on top of its own
 */
export async function importPeople(stage: Stage, isOwn: boolean): Promise<void> {
  const system = stage.asSystem();
  await upload<"POST /v1/people/imports">(rowsOf(peopleFile), (part, importId) =>
    system("POST /v1/people/imports", {
      body: {
        name: "demo-people.csv",
        first: part.first,
        rows: part.rows,
        complete: isOwn && part.isLast,
        ...(importId && { importId }),
      },
    }),
  );
}
