/** The shapes that the scripts for references share. Read by the type checker only. */

declare var roundupCite: RoundupCite;
declare var roundupCards: RoundupCards;

interface ReferenceType {
  csl: string;
  ris: string;
  bibtex: string;
}
interface Reference {
  id: string;
  type: ReferenceType;
  title: string;
  container: string;
  date: number[];
  publisher: string;
  address: string;
  keywords: string[];
  genre: string;
  archive: string;
  place: string;
  language: string;
  note: string;
}
type FoundRow = [number: number, title: string, publisher: string, address: string, note: string, date?: string];
/** Words, and whether they stand in italics. */
type Words = [text: string, italic: boolean];
/** Entries that were asked for; the issue, where all of it was. */
interface Asked {
  hits: Hit[];
  archive: Archive;
  issue?: Issue;
  /** What the search was asked, and answered. */
  state?: Partial<State>;
  answer?: Answer;
}
/** What to find: an entry or an issue by its id, or what the search is to be asked. */
interface Wanted {
  entry?: string;
  issue?: string;
  query?(): any;
}
interface CiteFormat {
  label: string;
  type: string;
  text(found: Asked, accessed?: string): string;
}
/** Loads a script by its place below the site's root. */
type LoadScript = (name: string) => Promise<unknown>;
interface RoundupCite {
  ENTRY: ReferenceType;
  archive: {
    name: string;
    language: string;
    address: string;
    /** The archive’s date (ISO), "" where it has none. */
    date: string;
    columns: string[];
    masthead: string;
    mastheads: Record<string, string>;
    dates: Record<string, number[]>;
  };
  issue(issue: Issue): Reference;
  references(hit: Hit, archive: Archive): Reference[];
  values(hit: Hit, archive: Archive, key: string): Value[];
  formats: Record<string, CiteFormat>;
  styles: Record<string, (one: Reference, accessed?: string) => Words[]>;
  plain(words: Words[]): string;
  save(text: string, type: string, name: string): void;
  record(archive: Archive, state: Partial<State>, answer: Answer, today: string): string;
  showEntry(panel: HTMLElement, id: string, load: LoadScript): Promise<void>;
  savers(suffixes: string[], name: string, wanted: Wanted, load: LoadScript): HTMLElement[];
}

/** The cards of entries on a page (card.js). */
interface RoundupCards {
  all(): HTMLElement[];
  /** Does something with each card, and with each that comes later, as in a search. */
  each(offer: (card: HTMLElement) => void): void;
  titleOf(card: HTMLElement): string;
  /** Which entry a card is of, by its permanent name. */
  idOf(card: HTMLElement): string;
  addressOf(card: HTMLElement): string;
  /** Puts a button among the actions of a card. */
  add(card: HTMLElement, label: string, act: (button: HTMLButtonElement) => void): HTMLButtonElement;
  /** Says in words, to screen readers, what an action did. */
  say(words: string): void;
}
