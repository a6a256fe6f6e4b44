import type { Fault } from "../refusal.ts";

// Answers are written in a markup that cannot do harm: paragraphs, lists, headings of one level, strong words and
// links. What is not that is text, HTML too. A page shows the tree as elements and never as HTML.

export type Words = { is: "text"; text: string };
export type Link = { is: "link"; text: string; to: string };
export type Strong = { is: "strong"; inside: (Words | Link)[] };
export type Inline = Words | Link | Strong;

/** A new line within a text is one that the author made. */
export type Block =
  | { is: "paragraph" | "heading"; inside: Inline[] }
  | { is: "bullets"; items: Inline[][] }
  | { is: "numbers"; items: Inline[][] /** The number of the first item. */; from: number };

const mostCharacters = 10_000;

/** Never throws, and takes time in proportion to the text. */
export function parseMarkup(text: string): Block[] {
  const blocks: DraftBlock[] = [];
  let isOpen = false;
  for (const line of linesOf(text)) {
    if (line.trim() === "") {
      isOpen = false;
      continue;
    }
    addLine(blocks, line, isOpen);
    isOpen = true;
  }
  return blocks.map(finished);
}

/** The words alone: for speech and search, and for mail with the targets of links behind them. */
export function plainOf(blocks: readonly Block[], { withTargets = false } = {}): string {
  const say = (inside: readonly Inline[]): string =>
    inside.map((part) => (part.is === "strong" ? say(part.inside) : saidOf(part, withTargets))).join("");
  return blocks
    .map((block) => {
      if (block.is === "bullets") return block.items.map((item) => `- ${say(item)}`).join("\n");
      if (block.is === "numbers") {
        return block.items.map((item, i) => `${block.from + i}. ${say(item)}`).join("\n");
      }
      return say(block.inside);
    })
    .join("\n\n");
}

/** What an editor has to mend before an answer can be offered; `at` names the line. */
export function markupFaults(text: string): Fault[] {
  const tooLong =
    text.length > mostCharacters
      ? [{ at: "text", code: "too-long", message: `${mostCharacters} characters at most` }]
      : [];
  return [...tooLong, ...linesOf(text).flatMap((line, i) => faultsOfLine(line, `line ${i + 1}`))];
}

/** Where a link may lead: a page over https, a mail address, a telephone number, a place in this helpdesk. */
export function isSafeTarget(to: string): boolean {
  return !unsafeCharacters.test(to) && safeTargets.some((safe) => safe.test(to));
}

const unsafeCharacters = /[\s"'<>\\^`{|}\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u;
const safeTargets = [
  // No name before an @, which would make one site look like another; and only plain letters in its name.
  /^https:\/\/[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?(?:[/?#].*)?$/i,
  /^mailto:[a-z0-9.!#$%&*+/=?_~-]+@[a-z0-9.-]+(?:\?subject=[^&]*)?$/i,
  /^tel:\+?\d[\d-]{1,18}\d$/i,
  /^\/(?!\/).*$/,
];

type DraftBlock =
  | { is: "paragraph" | "heading"; lines: string[] }
  | { is: "bullets" | "numbers"; items: string[][]; from: number };

const linesOf = (text: string) => text.split(/\r\n|\r|\n/);

/** @param isOpen whether the line before belongs to the last block, so that this one may go on with it */
function addLine(blocks: DraftBlock[], line: string, isOpen: boolean): void {
  const last = blocks.at(-1);
  const [, heading] = /^#\s+(\S.*)$/.exec(line) ?? [];
  if (heading !== undefined) {
    blocks.push({ is: "heading", lines: [heading] });
    return;
  }
  const [, number, item] = /^\s{0,3}(?:[-*•]|(\d{1,3})[.)])\s+(\S.*)$/.exec(line) ?? [];
  if (item !== undefined) {
    const is = number === undefined ? "bullets" : "numbers";
    // An empty line between two items does not make two lists of them.
    if (last?.is === is) last.items.push([item]);
    else blocks.push({ is, items: [[item]], from: Number(number ?? 1) });
  } else if (isOpen && last && "items" in last && /^\s/.test(line)) {
    last.items.at(-1)?.push(line);
  } else if (isOpen && last?.is === "paragraph") {
    last.lines.push(line);
  } else {
    blocks.push({ is: "paragraph", lines: [line] });
  }
}

function finished(block: DraftBlock): Block {
  if ("lines" in block) return { is: block.is, inside: inlineOf(block.lines) };
  const items = block.items.map(inlineOf);
  return block.is === "numbers" ? { is: block.is, items, from: block.from } : { is: block.is, items };
}

type Piece = Words | Link | { is: "stars" };

function inlineOf(lines: readonly string[]): Inline[] {
  const text = lines.map((line) => line.trim()).join("\n");
  return joined(withStrong(piecesOf(text)));
}

/** Two stars open where a word follows, and the next two close where a word stands before them. */
function withStrong(pieces: readonly Piece[]): Inline[] {
  const inline: Inline[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    if (piece.is !== "stars") {
      inline.push(piece);
      continue;
    }
    const inside = untilStars(pieces, i + 1);
    if (inside) {
      inline.push({ is: "strong", inside });
      i += inside.length + 1;
    } else {
      inline.push({ is: "text", text: stars });
    }
  }
  return inline;
}

const stars = "**";

function untilStars(pieces: readonly Piece[], from: number): (Words | Link)[] | undefined {
  const inside: (Words | Link)[] = [];
  for (let i = from; i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    if (piece.is === "stars") {
      const [first, last] = [inside[0], inside.at(-1)];
      return first && last && !/^\s/.test(first.text) && !/\s$/.test(last.text) ? inside : undefined;
    }
    inside.push(piece);
  }
  return undefined;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let said = 0;
  const add = (piece: Piece, from: number, to: number) => {
    if (from > said) pieces.push({ is: "text", text: text.slice(said, from) });
    pieces.push(piece);
    said = to;
  };
  for (let at = 0; at < text.length; at++) {
    const link = linkAt(text, at);
    if (link && link.text !== "" && isSafeTarget(link.to)) {
      const [, inStars] = /^\*\*([^*]+)\*\*$/.exec(link.text) ?? [];
      if (inStars !== undefined) add({ is: "stars" }, at, at);
      add({ is: "link", text: inStars ?? link.text, to: link.to }, at, link.end);
      if (inStars !== undefined) add({ is: "stars" }, link.end, link.end);
      at = link.end - 1;
    } else if (text.startsWith(stars, at)) {
      add({ is: "stars" }, at, at + stars.length);
      at++;
    }
  }
  if (said < text.length) pieces.push({ is: "text", text: text.slice(said) });
  return pieces;
}

/** What is written as a link at a place, safe or not; without a target when it has no end. Each search ends where another link may begin. */
function linkAt(text: string, at: number): { text: string; to: string; end: number } | undefined {
  if (text[at] !== "[") return undefined;
  linkText.lastIndex = at + 1;
  const words = linkText.exec(text)?.[0] ?? "";
  const afterWords = at + 1 + words.length;
  if (!text.startsWith("](", afterWords)) return undefined;
  linkTarget.lastIndex = afterWords + 2;
  const to = linkTarget.exec(text)?.[0] ?? "";
  const end = afterWords + 2 + to.length;
  return text[end] === ")"
    ? { text: words.trim(), to, end: end + 1 }
    : { text: words.trim(), to: "", end: afterWords + 2 };
}

const linkText = /[^[\]\n]*/y;
/** Brackets in pairs belong to it, as in the names of some pages. */
const linkTarget = /(?:[^()[\]\s]|\([^()[\]\s]*\))*/y;

/** Neighbouring texts become one. */
function joined<T extends Inline>(inline: readonly T[]): T[] {
  const parts: T[] = [];
  for (const part of inline) {
    const last = parts.at(-1);
    if (part.is === "text" && last?.is === "text")
      parts[parts.length - 1] = { ...last, text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}

function saidOf(part: Words | Link, withTargets: boolean): string {
  if (part.is === "text" || !withTargets) return part.text;
  const target = part.to.replace(/^(?:mailto|tel):/i, "").replace(/\?subject=.*$/, "");
  return target === part.text ? part.text : `${part.text} (${target})`;
}

function faultsOfLine(line: string, at: string): Fault[] {
  const faults: Fault[] = unwanted
    .filter(({ characters }) => characters.test(line))
    .map(({ code, message }) => ({ at, code, message }));
  for (let from = 0; from < line.length; from++) {
    const link = linkAt(line, from);
    if (!link) continue;
    if (link.text === "")
      faults.push({ at, code: "link-text-missing", message: "a link needs words to show" });
    if (!isSafeTarget(link.to)) faults.push({ at, code: "link-target", message: targets });
    from = link.end - 1;
  }
  return faults;
}

const targets = "a link leads to https://, mailto:, tel: or a path that starts with /";

/** As in what people type (shared/contract/input.ts). */
const unwanted = [
  {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
    characters: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]/u,
    code: "control-character",
    message: "no control characters but new lines and tabs, and no halves of characters",
  },
  {
    characters: /[\u202a-\u202e\u2066-\u2069]/,
    code: "direction-character",
    message: "no characters that turn the direction of the text",
  },
];
