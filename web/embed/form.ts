import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { NotAnsweredReason } from "../../shared/faq/day-demand.ts";
import type { TopicField } from "../../shared/faq/topic.ts";
import { bodyOf, faultsOf, withTopicsKnown } from "../employee/draft.ts";
import { missingIn } from "../employee/filled-in.ts";
import { pointedBy } from "../suggest/pointed.ts";
import { type PageIndex, type Suggested, type Suggester, suggesterOf } from "../suggest/suggester.ts";
import { caresOf, isLongEnough } from "../suggest/typed.ts";
import { type EmbedTexts, embedTexts } from "../texts/embed.ts";
import { type Speech, textsIn } from "../texts/texts.ts";
import { groupedDigits } from "../ui/grouped-digits.ts";
import { people, shownAnswers } from "./answer.ts";
import { type EmbedCall, type EmbedNo, embedCall, tokenFrom } from "./asking.ts";
import { draftIn, type EmbedDraft, goneOn } from "./draft.ts";
import { button, element } from "./element.ts";
import { styles } from "./style.ts";
import { type Topic, topicChoice } from "./topic.ts";
import { whoseToken } from "./whose.ts";

export type FormOptions = {
  api: string;
  organisation?: string;
  speech: Speech;
  getToken: () => string | Promise<string> | undefined;
  /** What the page around it may want to know. */
  tell: (what: "sent" | "answered", detail: Record<string, string>) => void;
};

type Sent = AnswerOf<"POST /v1/tickets">;

const draftsOf = (name: string | undefined) =>
  draftIn(
    () => sessionStorage,
    name,
    () => crypto.randomUUID(),
  );

const pauseMs = 200;
const shownAfterMs = 1_000;
const reasons = ["not-my-situation", "unclear", "outdated", "wrong", "other"] as const;

/** Field, suggestions, answer in place, sending: the same way as on the helpdesk's own page. */
export class QuestionForm {
  readonly #options: FormOptions;
  readonly #t: EmbedTexts;
  readonly #call: EmbedCall;
  readonly #box: HTMLElement;
  /** Of nobody, until the page around it says who is here. */
  #drafts = draftsOf(undefined);
  #whose: string | undefined;
  #field = element("textarea");
  #beside = element("div");
  #answers = element("div");
  #status = element("p", { class: "heard", set: { role: "status" } });
  #said = element("div");
  #send = element("button");
  #draft: EmbedDraft = { text: "", key: "" };
  #topic = element("div");
  #topics: readonly Topic[] | undefined;
  #pointers: PageIndex["pointers"] = [];
  #suggester: Suggester | undefined;
  #isFetching = false;
  #isSending = false;
  #shown = "";
  #told = new Set<string>();
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(root: ShadowRoot, options: FormOptions) {
    const { api, organisation, speech, getToken } = options;
    this.#options = options;
    this.#t = textsIn(embedTexts, speech);
    this.#call = embedCall(api, getToken, organisation);
    this.#box = element("section", {
      class: "box",
      set: { lang: speech.language, "aria-label": this.#t.title },
    });
    root.adoptedStyleSheets = [styles()];
    root.replaceChildren(this.#box);
    this.#ask(this.#drafts.read());
    this.#recognise();
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** What stands here is of one person: whoever else is here now gets their own. */
  async #recognise(): Promise<void> {
    const { api, getToken } = this.#options;
    const whose = whoseToken(await tokenFrom(getToken));
    if (!whose || whose === this.#whose) return;
    const isFirst = this.#whose === undefined;
    this.#whose = whose;
    this.#drafts = draftsOf(`personeelsloket-vraag ${api} ${whose}`);
    const before = this.#drafts.read();
    const shown = this.#draft;
    this.#change(isFirst ? goneOn(before, shown) : before);
    if (this.#draft.key === shown.key) return;
    const isTyping = this.#field.matches(":focus");
    this.#ask(this.#draft);
    if (isTyping) this.#field.focus();
  }

  #ask(draft: EmbedDraft): void {
    const t = this.#t;
    this.#draft = draft;
    const send = element("button", { text: t.send, class: "main", set: { type: "submit" } });
    this.#send = send;
    this.#field = element("textarea", {
      id: "question",
      set: { rows: "3", "aria-describedby": "fault hint" },
    });
    this.#field.value = draft.text;
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("focus", () => this.#fetchKnown());
    this.#beside = element("div", { set: { role: "status" } });
    this.#answers = element("div");
    this.#said = element("div");
    this.#topic = element("div");
    this.#shown = "";
    const form = element(
      "form",
      { set: { novalidate: "" } },
      element("label", { text: t.question, set: { for: "question" } }),
      element("p", { text: t.hint, class: "soft", id: "hint" }),
      element("p", { class: "fault quiet", id: "fault" }),
      this.#field,
      this.#beside,
      this.#status,
      this.#answers,
      this.#topic,
      this.#said,
      send,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendQuestion();
    });
    this.#box.replaceChildren(element("h2", { text: t.title }), form);
    this.#showTopic();
    if (draft.text || draft.topic) {
      this.#fetchKnown();
      this.#showCares();
    }
  }

  #typed(): void {
    this.#change({ text: this.#field.value });
    this.#fault("");
    this.#showCares();
    this.stop();
    this.#timers = [setTimeout(() => this.#suggest(), pauseMs)];
  }

  #change(changed: Partial<EmbedDraft>): void {
    this.#draft = { ...this.#draft, ...changed };
    this.#drafts.keep(this.#draft);
  }

  #showCares(): void {
    const { value } = this.#field;
    const pointed = pointedBy(this.#pointers, value);
    this.#beside.replaceChildren(
      ...caresOf(value).map((care) =>
        element("div", { class: "warn" }, element("p", { text: this.#t[care] })),
      ),
      ...(pointed.length === 0
        ? []
        : [
            element(
              "div",
              { class: "said" },
              element("p", { text: this.#t.talkTo }),
              ...people(pointed, this.#options.speech.language),
            ),
          ]),
    );
  }

  /** By what is known of topics: before they have come, or where they do not come, by the draft alone. */
  #known = () => withTopicsKnown(this.#draft, this.#topics);

  /** What it is about; about a few topics nothing is recorded, so that there is nothing to send. */
  #showTopic(): void {
    const t = this.#t;
    const { draft, chosen } = this.#known();
    const { language } = this.#options.speech;
    this.#send.hidden = chosen?.signpost !== undefined;
    if (!this.#topics) return;
    this.#topic.replaceChildren(
      ...topicChoice({
        ...{ topics: this.#topics, draft, language, t },
        onChoose: (topic) => {
          this.#draft = { ...this.#draft, topic };
          this.#change(this.#known().draft);
          this.#showTopic();
          this.#topic.querySelector("select")?.focus();
        },
        onFill: (filled) => this.#change({ filled: { ...this.#draft.filled, ...filled } }),
      }),
      ...(chosen?.signpost
        ? [element("p", { class: "soft", text: t.nothingRecorded }), ...people([chosen.signpost], language)]
        : []),
    );
  }

  #fault(text: string): void {
    const fault = this.#box.querySelector("#fault");
    if (fault) fault.textContent = text;
    if (text) this.#field.setAttribute("aria-invalid", "true");
    else this.#field.removeAttribute("aria-invalid");
  }

  /** What there is to suggest and to choose from: once somebody is about to type. */
  async #fetchKnown(): Promise<void> {
    if (this.#suggester || this.#isFetching) return;
    this.#isFetching = true;
    await Promise.all([this.#fetchIndex(), this.#fetchTopics()]);
    this.#isFetching = false;
  }

  async #fetchIndex(): Promise<void> {
    const found = await this.#call("GET /v1/topics/index");
    if ("no" in found || found.body.unchanged) return;
    this.#pointers = found.body.pointers;
    this.#suggester = await suggesterOf(found.body, found.body.concepts).catch(() => undefined);
    this.#showCares();
    this.#suggest();
  }

  async #fetchTopics(): Promise<void> {
    const found = await this.#call("GET /v1/topics");
    if ("no" in found) return;
    this.#topics = found.body.items;
    this.#showTopic();
  }

  #suggest(): void {
    const typed = this.#field.value;
    if (!this.#suggester) return;
    const isLong = isLongEnough(typed);
    const suggested = isLong ? this.#suggester(typed) : [];
    const shown = suggested.map(({ topic }) => topic).join();
    const hasOpen = this.#answers.querySelector("[aria-expanded=true]") !== null;
    if (shown !== this.#shown && !hasOpen) this.#showSuggested(suggested);
    this.#timers.push(
      setTimeout(() => {
        const { length } = suggested;
        this.#status.textContent = !isLong ? "" : length > 0 ? this.#t.found(length) : this.#t.noneFound;
        this.#tellShown(suggested);
      }, shownAfterMs),
    );
  }

  #showSuggested(suggested: readonly Suggested[]): void {
    this.#shown = suggested.map(({ topic }) => topic).join();
    const cards = suggested.map((one) => this.#card(one));
    this.#answers.replaceChildren(
      ...(cards.length === 0
        ? []
        : [element("h3", { text: this.#t.perhaps }), element("ul", { class: "answers" }, ...cards)]),
    );
  }

  #card(one: Suggested): HTMLElement {
    const inside = element("div", { class: "inside", set: { hidden: "" } });
    const opener = button(one.name[this.#options.speech.language], () => {
      const isOpen = opener.getAttribute("aria-expanded") !== "true";
      opener.setAttribute("aria-expanded", String(isOpen));
      inside.hidden = !isOpen;
      if (isOpen && inside.childElementCount === 0) this.#openAnswer(one, inside);
    });
    opener.setAttribute("aria-expanded", "false");
    return element("li", {}, element("h3", {}, opener), inside);
  }

  async #openAnswer({ topic }: Suggested, inside: HTMLElement): Promise<void> {
    inside.replaceChildren(element("p", { text: this.#t.loading, set: { role: "status" } }));
    const found = await this.#call("GET /v1/topics/{topic}/answer", { params: { topic } });
    if ("no" in found)
      return inside.replaceChildren(
        this.#no(found.no, () => this.#openAnswer({ topic } as Suggested, inside)),
      );
    const revisions = found.body.answers.map(({ revision }) => revision);
    this.#tell("opened", topic, revisions);
    inside.replaceChildren(...shownAnswers(found.body, this.#t, this.#options.speech.language));
    if (revisions.length > 0) inside.append(...this.#verdict(topic, revisions));
  }

  #verdict(topic: string, revisions: readonly number[]): HTMLElement[] {
    const t = this.#t;
    return [
      element(
        "p",
        {},
        button(t.answersIt, () => this.#answered(topic, revisions), "main"),
      ),
      element(
        "div",
        { class: "row", set: { role: "group", "aria-label": t.notBecause } },
        element("span", { text: t.notBecause }),
        ...reasons.map((reason) =>
          button(t.reasons[reason], () => this.#notAnswered(topic, revisions, reason), "small"),
        ),
      ),
    ];
  }

  #answered(topic: string, revisions: readonly number[]): void {
    const t = this.#t;
    this.#tell("answered", topic, revisions);
    const draft = this.#draft;
    this.#drafts.keep({ text: "", key: "" });
    this.#end(t.thanks, [element("p", { text: t.notSent })], draft);
    this.#options.tell("answered", { topic });
  }

  #notAnswered(topic: string, revisions: readonly number[], reason: NotAnsweredReason): void {
    this.#tell("not-answered", topic, revisions, reason);
    this.#showSuggested([]);
    const said = element("p", { class: "said", text: this.#t.passedOn, set: { tabindex: "-1" } });
    this.#said.replaceChildren(said);
    said.focus();
  }

  async #sendQuestion(): Promise<void> {
    if (this.#isSending || !this.#isComplete()) return;
    this.#busy(true);
    const { key } = this.#draft;
    await this.#recognise();
    // It is another draft now: nobody sends what they have not seen.
    if (this.#draft.key !== key) return this.#busy(false);
    const { draft } = this.#known();
    const body = bodyOf(draft, this.#options.speech.language);
    const sent = await this.#call("POST /v1/tickets", { body, key: this.#draft.key });
    this.#busy(false);
    if ("body" in sent) {
      this.#drafts.keep({ text: "", key: "" });
      return this.#showSent(sent.body);
    }
    // What was sent before came in after all: from here on it is another question.
    if (sent.no.is === "cameIn") this.#change({ key: crypto.randomUUID() });
    this.#said.replaceChildren(this.#no(sent.no, () => this.#sendQuestion()));
  }

  /** The first thing that is not right is said, where it stands. */
  #isComplete(): boolean {
    const t = this.#t;
    const { draft } = this.#known();
    const [fault] = faultsOf(draft, false);
    const [missing] = missingIn(draft.asks ?? [], draft.filled ?? {});
    this.#fault(fault ? t[fault.fault === "tooLong" ? "tooLong" : "empty"] : "");
    this.#said.replaceChildren();
    if (fault) this.#field.focus();
    else if (missing) this.#sayMissing(missing);
    return !fault && !missing;
  }

  #sayMissing({ key, label }: TopicField): void {
    const text = `${this.#t.fillIn} ${label[this.#options.speech.language]}`;
    this.#said.replaceChildren(element("p", { class: "fault", text, set: { role: "alert" } }));
    this.#topic.querySelector<HTMLElement>(`#field-${key}`)?.focus();
  }

  /** What is typed while it is being sent would be lost. */
  #busy(isSending: boolean): void {
    this.#isSending = isSending;
    this.#field.readOnly = isSending;
    if (isSending) this.#send.setAttribute("aria-disabled", "true");
    else this.#send.removeAttribute("aria-disabled");
    this.#send.textContent = isSending ? this.#t.busy : this.#t.send;
  }

  #showSent(sent: Sent): void {
    const t = this.#t;
    const { signposts, recorded } = sent;
    const shown = people(signposts, this.#options.speech.language);
    if (recorded && signposts.length > 0) shown.unshift(element("p", { text: t.talkTo }));
    if (sent.recorded) {
      const number = element("span", { class: "number", text: groupedDigits(sent.reference) });
      const reference = element("p", {}, `${t.reference} `, number);
      this.#end(t.sent, [reference, element("p", { text: t.next }), ...shown]);
      this.#options.tell("sent", { reference: sent.reference, ticketId: sent.ticketId });
    } else this.#end(t.notRecorded, shown);
  }

  /** @param draft what whoever goes on finds in the form */
  #end(title: string, says: readonly HTMLElement[], draft = this.#drafts.read()): void {
    this.stop();
    const heading = element("h2", { text: title, set: { tabindex: "-1" } });
    const again = button(this.#t.another, () => {
      this.#ask(draft);
      this.#field.focus();
    });
    this.#box.replaceChildren(heading, ...says, again);
    heading.focus();
  }

  #no(no: EmbedNo, retry: () => void): HTMLElement {
    const { language } = this.#options.speech;
    const isSaid = no.is === "refused" || no.is === "cameIn";
    const says = no.is === "refused" ? (language === "nl" && no.title) || this.#t.refused : this.#t[no.is];
    return element(
      "div",
      { class: "warn", set: { role: "alert" } },
      element("p", { text: says }),
      !isSaid && button(this.#t.again, retry, "small"),
    );
  }

  #tellShown(suggested: readonly Suggested[]): void {
    for (const { topic, revision } of suggested) {
      if (revision === undefined || this.#told.has(topic)) continue;
      this.#told.add(topic);
      this.#tell("shown", topic, [revision]);
    }
  }

  #tell(
    what: "shown" | "opened" | "answered" | "not-answered",
    topic: string,
    revisions: readonly number[],
    reason?: NotAnsweredReason,
  ): void {
    if (revisions.length === 0) return;
    const uses = revisions.map((revision) =>
      what === "not-answered"
        ? { topic, revision, what, ...(reason && { reason }) }
        : { topic, revision, what },
    );
    this.#call("POST /v1/answers/uses", { body: { uses }, key: crypto.randomUUID() });
  }
}
