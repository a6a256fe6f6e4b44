import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { Mail } from "../../shared/notice/mail.ts";

const client = new SESv2Client({});

/**
 * What no later attempt will change: this is no address. A rejected message (`MessageRejected`) mostly means a sender
 * or a domain that was not verified: that is ours to mend, so it goes to the dead letters, where it is seen.
 */
const final = new Set(["BadRequestException"]);

/** @returns whether the mail was taken; a failure that may pass is thrown */
export async function sendMail(from: string, to: string, { subject, text, html }: Mail): Promise<boolean> {
  const part = (Data: string) => ({ Data, Charset: "UTF-8" });
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && final.has(error.name)) return false;
    throw error;
  }
}
