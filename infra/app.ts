import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, type AppProps } from "aws-cdk-lib";
import { Helpdesk } from "./helpdesk.ts";
import { readOrganisations } from "./organisations.ts";

const project = join(import.meta.dirname, "..");

export type HelpdeskAppProps = AppProps & { functionsFolder?: string };

/** The app with its one stack, or what is wrong with the organisation files. */
export function helpdeskApp(props: HelpdeskAppProps = {}): { app: App } | { faults: string[] } {
  const { functionsFolder = join(project, "functions"), ...appProps } = props;
  // Only CDK's own command reads cdk.json; without this, a template made in another way would differ.
  const { context } = JSON.parse(readFileSync(join(project, "cdk.json"), "utf8"));
  const app = new App({ autoSynth: false, ...appProps, context: { ...context, ...appProps.context } });
  const reading = readOrganisations(organisationFiles(app));
  if ("faults" in reading) return reading;
  const { organisations } = reading;
  new Helpdesk(app, app.node.tryGetContext("stackName") ?? "Personeelsloket", {
    organisations,
    functionsFolder,
  });
  return { app };
}

function organisationFiles(app: App): string[] {
  const named: string | undefined = app.node.tryGetContext("organisation") ?? process.env.ORGANISATION_FILES;
  if (named === undefined) return [join(project, "infra/organisation.json")];
  return named
    .split(",")
    .map((file) => file.trim())
    .filter(Boolean);
}

if (import.meta.main) {
  const made = helpdeskApp();
  if ("faults" in made) {
    process.stderr.write(`${made.faults.join("\n")}\n`);
    process.exitCode = 1;
  } else {
    made.app.synth();
  }
}
