import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Annotations, App, type AppProps } from "aws-cdk-lib";
import { CLI_VERSION_ENV } from "aws-cdk-lib/cx-api";
import { Helpdesk } from "./helpdesk.ts";
import { readOrganisations } from "./organisations.ts";
import { builtPages } from "./pages.ts";
import { readSettings } from "./settings.ts";

const project = join(import.meta.dirname, "..");
const example = join(project, "infra/organisation.json");

export type HelpdeskAppProps = AppProps & {
  functionsFolder?: string;
  /** Built pages in place of web/dist. */
  pagesFolder?: string;
};

/** The app with its one stack, or what is wrong with the organisation files and settings. */
export function helpdeskApp(props: HelpdeskAppProps = {}): { app: App } | { faults: string[] } {
  const { functionsFolder = join(project, "functions"), pagesFolder, ...appProps } = props;
  // Only CDK's own command reads cdk.json; without this, a template made in another way would differ.
  const { context } = JSON.parse(readFileSync(join(project, "cdk.json"), "utf8"));
  const app = new App({ autoSynth: false, ...appProps, context: { ...context, ...appProps.context } });
  const named: string | undefined = app.node.tryGetContext("organisation") ?? process.env.ORGANISATION_FILES;
  const reading = readOrganisations(named === undefined ? [example] : filesIn(named));
  const choice = readSettings((name) => app.node.tryGetContext(name));
  if ("faults" in reading || "faults" in choice) {
    return { faults: [reading, choice].flatMap((read) => ("faults" in read ? read.faults : [])) };
  }
  const pages = pagesFolder === undefined ? builtPages() : { folder: pagesFolder };
  if ("faults" in pages) return pages;
  const helpdesk = new Helpdesk(app, app.node.tryGetContext("stackName") ?? "Personeelsloket", {
    organisations: reading.organisations,
    settings: choice.settings,
    functionsFolder,
    pagesFolder: pages.folder,
  });
  // Tests and the host on one machine have no use for the warning; only the cdk command deploys.
  const isDeployed = process.env[CLI_VERSION_ENV] !== undefined;
  if (named === undefined && isDeployed)
    Annotations.of(helpdesk).addWarningV2("personeelsloket:example", isExample);
  return { app };
}

const isExample =
  "This is the example organisation of infra/organisation.json, since no other file was named. " +
  "Name yours with -c organisation=FILE at every deployment, or once in the context of cdk.json: " +
  "a deployment that names none puts the example in its place.";

function filesIn(named: string): string[] {
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
