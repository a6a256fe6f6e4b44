import { type CfnElement, CfnOutput, Fn, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { httpFunctions } from "../shared/contract/operations.ts";
import { Alarms } from "./alarms.ts";
import { makeApi } from "./api.ts";
import { bundle } from "./bundle.ts";
import { makeConsumers } from "./consumers.ts";
import { makeFigures } from "./figures.ts";
import { makeHttpFunctions } from "./http.ts";
import { makeJobs } from "./jobs.ts";
import { pascal } from "./names.ts";
import { type Organisations, queueDesks } from "./organisations.ts";
import { declareParameters } from "./parameters.ts";
import { makeQueues } from "./queues.ts";
import { makeSchedules } from "./schedules.ts";
import { makeSession } from "./session.ts";
import type { Settings } from "./settings.ts";
import { makeSite } from "./site.ts";
import { makeStream } from "./stream.ts";
import { HelpdeskTable } from "./table.ts";

export type HelpdeskProps = {
  organisations: Organisations;
  settings: Settings;
  functionsFolder: string;
  pagesFolder: string;
};

/** The whole helpdesk of one or more organisations. */
export class Helpdesk extends Stack {
  constructor(scope: Construct, id: string, { organisations, settings, ...folders }: HelpdeskProps) {
    super(scope, id, { description: "Personeelsloket: HR helpdesk for click, call and face" });
    const { mailFrom } = organisations[0].organisation;
    const parameters = declareParameters(this, mailFrom);
    const { functionsFolder, pagesFolder } = folders;
    const code = bundle(this, {
      functionsFolder,
      organisations,
      entries: [
        ...httpFunctions.map((name) => `http/${name}` as const),
        "http/session",
        "stream/consequences",
        "stream/figures",
        "queue/routing",
        "queue/desk",
        "queue/notices",
        "queue/timers",
        "schedule/timers",
        "queue/jobs",
        "schedule/nightly",
        "deploy/pages",
      ],
    });
    const table = new HelpdeskTable(this, "Table");
    const alarms = new Alarms(this, "Alarm", { key: table.key });
    const queues = makeQueues(this, queueDesks(organisations), alarms);
    const values = {
      TABLE_NAME: table.tableName,
      ISSUERS: parameters.issuers,
      QUEUE_URLS: this.toJsonString(queues.urls),
      MAIL_SENDER: parameters.mailSender,
      PUBLIC_URL: parameters.publicUrl,
    };
    const functions = makeHttpFunctions(this, { code, values, table });
    const session = makeSession(this, { code, values, table });
    const api = makeApi(this, { functions, session, parameters, settings, alarms });
    const { securityContact = `mailto:${mailFrom}` } = settings;
    makeSite(this, { api, code, values, parameters, pagesFolder, securityContact });
    const stream = makeStream(this, { code: code("stream/consequences"), values, table, queues, alarms });
    const { failedRecords } = stream;
    makeFigures(this, { code: code("stream/figures"), values, table, failedRecords, alarms });
    makeConsumers(this, { code, values, table, queues, alarms });
    makeSchedules(this, { code, values, table, queues, alarms });
    makeJobs(this, { code, values, table, queues, alarms });

    const { publicUrl, hasCertificate } = parameters;
    const url = Fn.conditionIf(hasCertificate.logicalId, publicUrl, api.attrApiEndpoint).toString();
    new CfnOutput(this, "ApiUrl", { value: url });
    new CfnOutput(this, "TableName", { value: table.tableName });
    new CfnOutput(this, "StreamFunctionName", { value: stream.consequences.functionName });
    new CfnOutput(this, "FailedRecordsBucket", { value: stream.failedRecords.bucketName });
    new CfnOutput(this, "DeadLetterQueues", { value: this.toJsonString(queues.deadLetters) });
    new CfnOutput(this, "AlarmTopic", { value: alarms.topicArn });
  }

  /** Ids that a person can read. CDK's hash only tells apart what a path in this stack tells apart already. */
  protected override allocateLogicalId(element: CfnElement): string {
    const parts = element.node.path.split("/").slice(this.node.path.split("/").length);
    return parts
      .filter((part) => part !== "Resource" && part !== "Default")
      .map(pascal)
      .join("");
  }
}
