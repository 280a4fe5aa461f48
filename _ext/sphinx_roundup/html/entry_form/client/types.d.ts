/** The shapes that the scripts of the form share. Read by the type checker only. */

declare var roundupEntry: RoundupEntry;

interface EntryField {
  name: string;
  required: boolean;
  example: string;
  type: "id" | "date" | "topics" | "sources" | "closed" | "text";
  several: boolean;
  list: string;
  choices: Record<string, string>;
}
interface EntryPattern {
  source: string;
  flags: string;
}
/** What html/entry_form/__init__.py writes. */
interface EntryTable {
  fields: EntryField[];
  issues: Record<string, string[]>;
  topics: Record<string, [title: string, isGroup: number]>;
  topicNames: Record<string, string>;
  sources: Record<string, string>;
  sourceNames: Record<string, string>;
  folder: string;
  notStated: string;
  said: Record<string, [subtype: string, message: string, hint: string, inForm: string]>;
  patterns: Record<string, EntryPattern>;
  lines: any[];
  slips: any[];
  tooLong: [string, string];
  unseen: [string, string];
  addresses: Record<string, string>;
  most: { title: number; line: number; address: number; nearHeading: number };
}
interface WrittenEntry {
  heading: string;
  title: string;
  words: string;
  fields: Record<string, string[]>;
}
interface EntryProblem {
  field: string;
  subtype: string;
  message: string;
  hint: string;
  inForm?: string;
}
interface EntryDraft {
  issue: string;
  entries: WrittenEntry[];
}
interface RoundupEntry {
  table: EntryTable;
  near(word: string, known: string[], least?: number): string[];
  didYouMean(words: string[]): string;
  fold(name: string): string;
  blocks(words: string): { kind: string; text: string }[];
  inline(text: string): any[];
  links(nodes: any[]): any[];
  plainOf(nodes: any[]): string;
  filled(text: string, words: Record<string, any>): string;
  pattern(one: EntryPattern): RegExp;
  is: Record<string, RegExp>;
  linkProblem(target: string): string;
  judge(one: WrittenEntry): EntryProblem[];
  idOf(title: string): string;
  fileText(issue: string, entries: WrittenEntry[]): string;
  fileName(issue: string, text: string): string;
  newFile(address: string, name: string, text: string): { href: string; isFilled: boolean; isLong: boolean };
  fromHtml(html: string): string;
  drafts: { kept(): EntryDraft | null; keep(draft: EntryDraft): boolean; forget(): void };
  element(tag: string, properties: Record<string, any>, ...children: (Node | string)[]): any;
  takeNames(input: any, sort: string, changed: () => void): { get: () => string[]; set: (values: string[]) => void };
}
