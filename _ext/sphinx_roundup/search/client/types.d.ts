/** The shapes that the scripts share. Read by the type checker only. */

declare var searchShard: (name: string, payload: unknown) => void;
declare var roundupSearch: RoundupSearch;

type Load = (name: string, afresh?: string) => Promise<any>;
type Order = "best" | "newest" | "oldest";
type Filters = Record<string, string[]>;

// ---- what the index files hold ---------------------------------------------------------

interface Value {
  slug: string;
  label: string;
  names?: string[];
  terms?: string[];
  above?: number[];
  group?: boolean;
}
interface ManifestFacet {
  key: string;
  label: string;
  values: Value[];
  /** Not in the manifest where only filters need them. */
  columns?: Column[];
}
interface Column {
  sets: number[][];
  items: string;
}
interface Manifest {
  format: number;
  digest: string;
  items: number;
  issues: [id: string, size: number, date?: string, page?: string, year?: string][];
  small: string;
  facets: ManifestFacet[];
  says: Slot[];
  files: {
    block: number;
    group: number;
    hits: string;
    terms: [first: string, name: string][];
    places: [first: string, name: string][];
    spans: string;
    titles: string;
    columns: Record<string, string>;
    finder: string;
    words: [first: string, name: string][];
    english: [first: string, name: string][];
  };
  inline: Record<string, any>;
}
/** One thing that may be said of an item; `facet` names the one that has its values. */
interface Slot {
  field: string;
  place: string;
  facet?: string;
  lead?: string;
  unstated?: string;
}
type HitRow = [
  slug: string,
  title: string,
  text: string,
  fragment?: string,
  target?: string,
  archived?: string,
  ...own: [slot: number, words: any][],
];

// ---- the index, opened -----------------------------------------------------------------

interface IndexReader {
  manifest: Manifest;
  term(key: string): Promise<string | undefined>;
  place(key: string): Promise<string | undefined>;
  isEnglish(stem: string): Promise<boolean>;
  wordsFrom(beginning: string): Promise<[word: string, often: number][]>;
  spans(): Promise<string>;
  titles(): Promise<string>;
  columns(key: string): Promise<Column[]>;
  hit(item: number): Promise<HitRow>;
}
interface Spelling {
  nearest(word: string, known: Iterable<[string, number]>): string[];
  apart(opened: Opened, word: string): Promise<Found | null>;
  mended(opened: Opened, word: string): Promise<Found | null>;
}
interface Issue {
  id: string;
  number: number;
  first: number;
  size: number;
  date: string;
  page: string;
  year: string;
}
/** `setOf` an item is a position in `direct` (values as stated) and `sets` (wider ones too). */
interface Facet {
  key: string;
  label: string;
  values: Value[];
  /** Of each value: itself and all values above it. */
  above: number[][];
  /** Whether what items have of it has arrived. */
  ready: boolean;
  setOf: Uint16Array;
  direct: number[][];
  sets: number[][];
}
interface Labelled {
  facet: Facet;
  value: number;
}
interface Named extends Labelled {
  weight: number;
}
interface Archive {
  /** Of the whole index: while it is the same, a search finds the same. */
  digest: string;
  items: number;
  issues: Issue[];
  issueOf: Uint16Array;
  facets: Facet[];
  says: Slot[];
  small: Set<string>;
  names: Map<string, Named[]>;
  nameWords: Set<string>;
  dated: Map<string, Issue[]>;
  labels: Map<string, Labelled[]>;
}
/** Waits for what items have of some facets; without naming any, of all. */
type Complete = (wanted?: Facet[]) => Promise<void>;
interface Opened {
  /** Gives a file of the index, or a script that is loaded on demand. */
  load: Load;
  index: IndexReader;
  archive: Archive;
  scorer: Scorer;
  complete: Complete;
}

// ---- a query ---------------------------------------------------------------------------

interface Part {
  is: "word" | "phrase" | "beginning" | "not" | "name";
  words: string[];
  names?: Labelled[];
  /** OR stands before it, or NOT. */
  or?: boolean;
  not?: boolean;
  acronym?: boolean;
  unfinished?: boolean;
}
interface Scorer {
  word(word: string): Promise<Float32Array>;
  all(words: string[]): Promise<Float32Array>;
  name(words: string[], names: Labelled[], own: boolean): Promise<{ fit: Float32Array; literal: boolean }>;
  startingWith(beginning: string): Promise<Float32Array>;
  phrase(words: string[]): Promise<Float32Array>;
}
interface Note {
  is:
    | "also"
    | "beginning"
    | "corrected"
    | "unknown"
    | "unfinished"
    | "small"
    | "some"
    | "long"
    | "unclear"
    | "wordless"
    /** A whole sentence. */
    | "said";
  words?: string[];
  names?: string[];
  count?: number;
  /** Whether any entry has the words themselves. */
  literal?: boolean;
}
interface Found {
  fit?: Float32Array;
  marks?: string[];
  /** Labels of what the words name, for marking among an entry's facts. */
  about?: string[];
  note?: Note;
}
interface Evaluated {
  wanted: Float32Array[];
  unwanted: Float32Array[];
  notes: Note[];
  marks: string[];
  about: string[];
  words: number;
}
/** A query evaluated, and the items it finds, with their scores. */
interface Attempt {
  evaluated: Evaluated;
  ranked: { items: Int32Array; scores: Float32Array; all: number; partly: boolean };
}
/** An exact search: what must be, and how it goes together. */
interface Leaf {
  op: "is";
  field: string;
  text: string;
  phrase: boolean;
}
interface Branch {
  op: "and" | "or" | "not";
  parts: Tree[];
  /** It stands in brackets. */
  closed?: boolean;
}
type Tree = Leaf | Branch;
/** What reads and writes exact searches. */
interface BooleanSearch {
  evaluate(opened: Opened, text: string): Promise<Attempt>;
  parse(text: string, fields: Iterable<string>): { tree: Tree | null; uneven: boolean };
  format(tree: Tree | null): string;
  exact(tree: Tree | null, archive: Archive): string;
  fieldsOf(archive: Archive): Map<string, string>;
}
/** A line of the builder. */
interface Line {
  /** AND, OR or NOT. */
  join: string;
  field: string;
  /** words, phrase or begins. */
  how: string;
  text: string;
}
interface Telling {
  marks: string[];
  say(words: string): void;
}
interface Narrowed {
  kept: Int32Array;
  counts: Record<string, number[]>;
  without: Record<string, number>;
}
interface Query {
  q?: string;
  filters?: Filters;
  sort?: Order;
  limit?: number;
  verbatim?: boolean;
  /** The last word may not be finished. */
  typing?: boolean;
  /** Look no unknown word up: the files for it did not arrive. */
  plain?: boolean;
  /** Do not wait for what only filters need; `counts` then lacks their facets. */
  quick?: boolean;
}
/** `counts` has a number for each value of each facet; `without` the hits if a facet's filter went. */
interface Answer {
  total: number;
  unfiltered: number;
  items: number[];
  counts: Record<string, number[]>;
  without: Record<string, number>;
  notes: Note[];
  marks: string[];
  about: string[];
}
interface Hit {
  item: number;
  row: HitRow;
  id: string;
  title: string;
  text: string;
  address: string;
  date: string;
  facts: { place: string; words: string }[];
  target: string;
  archived: string;
}
interface Engine {
  archive(): Promise<Archive>;
  query(request: Query): Promise<Answer>;
  hits(items: number[]): Promise<Hit[]>;
}

// ---- the page --------------------------------------------------------------------------

interface State {
  q: string;
  filters: Filters;
  sort?: Order;
  show: number;
  verbatim: boolean;
}
/** What a page has shown. */
interface ShownAnswer {
  archive: Archive;
  answer: Answer;
  hits: Hit[];
  /** The last word may go on. */
  typing: boolean;
}
/** The search page, as scripts that are loaded on demand see it. */
interface SearchPage {
  parts: PageParts;
  root: string;
  pages?: string;
  engine: Engine;
  load: Load;
  state: State;
  listeners: ((shown: ShownAnswer) => void)[];
  last: ShownAnswer | null;
  go(change: Partial<State>): Promise<void>;
}
/** One thing that is offered while typing. */
interface Suggestion {
  label: string;
  /** What it is, and how many entries it gives. */
  said: string;
  choose(): void;
}
interface Told {
  typed: string;
  names: string[];
  count: number;
  literal?: boolean;
  found: boolean;
  go: (change: Partial<State>) => void;
}
interface Option {
  slug: string;
  label: string;
  folded: string;
  count: number;
  ticked: boolean;
  offered: boolean;
}
interface FacetGroup {
  fieldset: HTMLFieldSetElement;
  update(counts: number[], chosen: string[]): void;
}
interface PageParts {
  app: HTMLElement;
  form: HTMLFormElement;
  q: HTMLInputElement;
  builder: HTMLDetailsElement;
  jump: HTMLElement;
  hints: HTMLElement;
  printed: HTMLElement;
  hundred: HTMLButtonElement;
  filters: HTMLDetailsElement;
  heading: HTMLElement;
  notices: HTMLElement;
  chips: HTMLElement;
  sorter: HTMLElement;
  sort: HTMLSelectElement;
  results: HTMLElement;
  more: HTMLButtonElement;
  summary: HTMLElement;
  loading: HTMLElement;
  facets: HTMLElement;
}

// ---- everything by name ----------------------------------------------------------------

interface RoundupSearch {
  MOST_SHOWN: number;
  /** What the archive gives for hints: see advice.py. */
  advice: {
    help: string[];
    /** By what somebody types: words to try. */
    related: Record<string, string[]>;
    date: string;
    pages: Record<string, string>;
    feeds: Record<string, string[]>;
  };
  asksForHelp(q: string): boolean;
  relatedTo(q: string): string[];
  valueOf(archive: Archive, state: State): { facet: Facet; value: Value } | null;
  nearTopics(archive: Archive, q: string): { value: Value; at: number }[];
  linesOf(tree: Tree | null): Line[] | null;
  treeOf(lines: Line[]): Tree | null;
  namesLike(
    archive: Archive,
    counts: Record<string, number[]>,
    wanted: string,
  ): { facet: Facet; value: Value; count: number; rank: number }[];
  /** The search page, for what exports its results. */
  page: SearchPage | null;
  /** Forms of one word, a line each. */
  FORMS: string;
  words(text: string): string[];
  plainNumbers(text: string): string;
  snowball(word: string): string;
  stem(word: string): string;
  numbers(text: string): number[];
  places(row: string, starts: number[]): number[];
  postings(row: string, issues: Issue[], take: (item: number, fit: number) => void): void;
  rows(shard: string, beginning: string): [key: string, value: string][];
  row(shard: string, key: string): string | undefined;
  loader(base: string, ready: () => void, version?: string): Load;
  open(load: Load, after?: string): Promise<IndexReader>;
  archive(manifest: Manifest): Archive;
  MOST_PARTS: number;
  parse(text: string, typing?: boolean): Part[];
  unclear(text: string): string[];
  isFiller(part: Part): boolean;
  isExact(archive: Pick<Archive, "facets">, text: string): boolean;
  rarity(fit: Float32Array): number;
  issueStarts(archive: Archive, spans: number[]): number[];
  group(parts: Part[], archive: Archive): Part[];
  completer(index: Pick<IndexReader, "columns">, archive: Archive): Complete;
  scorer(index: IndexReader, archive: Archive, complete: Complete): Scorer;
  together(places: number[][]): number[];
  itemsAt(places: number[], spans: number[]): Set<number>;
  narrow(archive: Archive, items: Int32Array, filters: Filters): Narrowed;
  evaluate(opened: Opened, typed: Part[], request: Query): Promise<Evaluated>;
  unknown(opened: Opened, request: Query, parts: Part[]): (part: Part) => Promise<Found>;
  readKnown(archive: Archive, word: string, fit: Float32Array): Found;
  readName(scorer: Scorer, words: string[], names: Labelled[]): Promise<Found>;
  joined(opened: Opened, typed: Part[]): Promise<{ parts: Part[]; note: Note } | null>;
  first(
    archive: Archive,
    items: Int32Array,
    scores: Float32Array,
    order: Order,
    limit: number,
  ): number[];
  hit(archive: Archive, item: number, row: HitRow): Hit;
  placeOf(hit: Hit, pages?: string): string;
  engine(load: Load): Engine;

  element<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Record<string, string | boolean | ((event: any) => void)>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Tag];
  /** Of the page, for numbers and the order of names. */
  language: string;
  counted(count: number): string;
  readState(query: string): State;
  writeState(state: State): string;
  snippet(text: string, marks: string[], whole?: boolean): { text: string; marked: boolean }[];
  resultItem(hit: Hit, answer: Pick<Answer, "marks" | "about">, root: string, pages?: string): HTMLLIElement;
  notice(note: Note, found: boolean, go: (change: Partial<State>) => void): HTMLElement;
  facetPanel(
    panel: HTMLElement,
    choose: (filters: Filters) => void,
  ): (archive: Archive, answer: Answer, filters: Filters) => void;
  toggled(filters: Filters, key: string, slug: string): Filters;
  without(filters: Filters, key: string, slugs?: string[]): Filters;
  options(facet: Facet, counts: number[], chosen: string[]): Option[];
  chips(archive: Archive, filters: Filters, choose: (filters: Filters) => void): HTMLElement[];
  remember(state: State, how: "push" | "replace"): void;
  button(text: string, onclick: () => void, more?: Record<string, string>): HTMLButtonElement;
}
