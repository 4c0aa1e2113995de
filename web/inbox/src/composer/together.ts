import type { Attachment, MailHead } from "../../../contract/types";
import { paragraphs } from "./content";
import type { Content } from "./drafts";

type Parts = readonly string[];

/** The parts from `from` up to `to` have become `put`. */
interface Change {
  from: number;
  to: number;
  put: Parts;
}

function changeOf(before: Parts, after: Parts): Change {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, put: after.slice(from, after.length - end) };
}

const isNone = ({ from, to, put }: Change): boolean => from === to && put.length === 0;

/** What both have done to `before`; where it is the same place, `meet` says what becomes of it. */
function bothDone(
  before: Parts,
  theirs: Parts,
  mine: Parts,
  meet: (before: Parts, theirs: Parts, mine: Parts) => Parts,
): Parts {
  const [one, other] = [changeOf(before, theirs), changeOf(before, mine)];
  if (isNone(one)) return mine;
  if (isNone(other)) return theirs;
  const [first, second] = one.to <= other.from ? [one, other] : [other, one];
  const atOnePlace = first.from === second.from && first.to === second.to;
  if (first.to <= second.from && !atOnePlace) {
    const between = before.slice(first.to, second.from);
    const [start, end] = [before.slice(0, first.from), before.slice(second.to)];
    return [...start, ...first.put, ...between, ...second.put, ...end];
  }
  const from = Math.min(one.from, other.from);
  const to = Math.max(one.to, other.to);
  const within = (change: Change) => [
    ...before.slice(from, change.from),
    ...change.put,
    ...before.slice(change.to, to),
  ];
  const met = meet(before.slice(from, to), within(one), within(other));
  return [...before.slice(0, from), ...met, ...before.slice(to)];
}

/** Words, the space between them, and the tags of formatted text. */
const wordsOf = (block: string): Parts => block.match(/<[^>]+>|[^<\s]+|\s+|</g) ?? [];

const plain = (blocks: Parts): string =>
  blocks
    .join(" ")
    .replace(/<[^>]+>/g, "")
    .trim();

/** Both put words at one place. */
const apart = (_: Parts, theirs: Parts, mine: Parts): Parts => {
  const clash = /\S$/.test(theirs.at(-1) ?? "") && /^\S/.test(mine[0] ?? "");
  return clash ? [...theirs, " ", ...mine] : [...theirs, ...mine];
};

/** Both wrote in the same paragraphs: what goes on from the other's stands for both, else each stays. */
function blocksMet(before: Parts, theirs: Parts, mine: Parts): Parts {
  if (plain(mine).startsWith(plain(theirs))) return mine;
  if (plain(theirs).startsWith(plain(mine))) return theirs;
  const [was, they, we] = [before, theirs, mine].map((blocks) => wordsOf(blocks[0] ?? ""));
  const single = [before, theirs, mine].every((blocks) => blocks.length === 1);
  if (single && was && they && we) {
    const put = [...changeOf(was, they).put, ...changeOf(was, we).put];
    // Words within a paragraph; not where its formatting is another one.
    if (!put.some((word) => word.startsWith("<"))) {
      return [bothDone(was, they, we, apart).join("")];
    }
  }
  return [...theirs, ...mine];
}

const blocksOfText = (text: string): Parts => text.split(/\n{2,}/).filter((part) => part.trim());

const blocksOfHtml = (html: string): Parts => {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  return [...content.childNodes]
    .map((node) => (node instanceof Element ? node.outerHTML : (node.textContent ?? "")))
    .filter((block) => block && block !== "<p></p>");
};

const htmlOf = ({ text, email }: Content): string => email?.html ?? (text && paragraphs(text));

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Of what is chosen, not written: what was chosen here, if it was; else as the others have it. */
const chosen = <T>(before: T, theirs: T, mine: T): T => (isSame(before, mine) ? theirs : mine);

function headTogether(before: Content, theirs: Content, mine: Content): MailHead | null {
  if (!theirs.email && !mine.email) return null;
  const names = new Set(Object.keys({ ...theirs.email, ...mine.email })) as Set<keyof MailHead>;
  const head = Object.fromEntries(
    [...names].map((name) => [
      name,
      chosen(before.email?.[name], theirs.email?.[name], mine.email?.[name]),
    ]),
  ) as MailHead;
  if (!theirs.email?.html && !mine.email?.html) return { ...head, html: null };
  const [was, they, we] = [before, theirs, mine].map((each) => blocksOfHtml(htmlOf(each)));
  return { ...head, html: bothDone(was ?? [], they ?? [], we ?? [], blocksMet).join("") };
}

function filesTogether(before: Content, theirs: Content, mine: Content): Attachment[] {
  const [was, they, we] = [before, theirs, mine].map(
    (each) => new Set(each.attachments.map((file) => file.id)),
  );
  const all = new Map([...theirs.attachments, ...mine.attachments].map((file) => [file.id, file]));
  return [...all.values()].filter(({ id }) => (they?.has(id) && we?.has(id)) || !was?.has(id));
}

/**
 * What was written at two places at once, in one: `before` is what both began with. Nothing that
 * somebody wrote is lost; where both wrote at the same place, what the hub has stands first.
 */
export function together(before: Content, theirs: Content, mine: Content): Content {
  const [was, they, we] = [before, theirs, mine].map((each) => blocksOfText(each.text));
  const onlyMine = isSame(was, they);
  return {
    text: onlyMine ? mine.text : bothDone(was ?? [], they ?? [], we ?? [], blocksMet).join("\n\n"),
    mentions: [...new Set([...theirs.mentions, ...mine.mentions])],
    email: headTogether(before, theirs, mine),
    attachments: filesTogether(before, theirs, mine),
    template: chosen(before.template, theirs.template, mine.template),
    replyTo: chosen(before.replyTo, theirs.replyTo, mine.replyTo),
  };
}
