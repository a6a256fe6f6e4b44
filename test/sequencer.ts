import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, so that none of it is left alone at the end. */
const longest = ["commands/demo", "functions/jobs", "local/main", "functions/timers"];

const isLong = ({ moduleId }: TestSpecification) =>
  longest.some((name) => moduleId.includes(`/${name}.test.`));

/** A browser mostly waits and the rest mostly works, so one of each is at it at a time. */
export class Mixed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter(({ project }) => project.name === "browser");
    const working = sorted.filter(({ project }) => project.name !== "browser");
    const inOrder = [...working.filter(isLong), ...working.filter((file) => !isLong(file))];
    return inOrder
      .flatMap((file, i) => [...(waiting[i] ? [waiting[i]] : []), file])
      .concat(waiting.slice(inOrder.length));
  }
}
