/** The shapes that the scripts of the reader's pack share. Read by the type checker only. */

declare var roundupPack: RoundupPack;

/** What a reader put together: ids of entries, in the reader's order. */
interface Pack {
  title: string;
  note: string;
  entries: string[];
  /** Whether a link names more than a pack holds. */
  cut?: boolean;
}
/** What has become of entries that a pack may name: new names, and why some were withdrawn. */
interface Former {
  moved: Record<string, string>;
  withdrawn: Record<string, string>;
}
/** An entry in words, for page, mail and Markdown alike. */
interface InWords {
  title: string;
  facts: string;
  before: string[];
  words: string[];
  after: string[];
  /** Where it can be read: what is said before an address, and the address. */
  leads: string[][];
  address: string;
}
/** What is found of a pack in the archive. */
interface Gathered {
  archive: Archive;
  hits: Map<string, Hit>;
  /** Wait for what only references need. */
  complete(): Promise<void>;
}
interface Shown {
  own: Pack;
  told: InWords[];
  hits: Hit[];
  link: string;
  gathered: Gathered;
}
interface Changes {
  move(from: number, to: number): void;
  remove(at: number): void;
}
interface RoundupPack {
  MOST: number;
  /** Whether the device keeps the pack, or only this window. */
  isKept(): boolean;
  read(): Pack;
  keep(pack: Pack): void;
  inLink(pack: Pack): string;
  element(tag: string, properties: Record<string, any>, ...children: (Node | string)[]): any;
  counted(count: number): string;
  ids(entries: any): string[];
  clean(data: any): Pack;
  readLink(hash: string): Pack | null;
  nameNow(id: string, former: Former): string;
  place(row: string, slug: string, issues: Issue[], wanted: Issue): number;
  gather(ids: string[], load: LoadScript, root: string): Promise<Gathered>;
  told(hit: Hit, site: string): InWords;
  minutes(told: InWords[]): number;
  mail(pack: Pack, told: InWords[], link: string): string;
  markdown(pack: Pack, told: InWords[], link: string): string;
  fileName(pack: Pack): string;
  button(label: string, onclick: () => void, more?: Record<string, any>): HTMLButtonElement;
  entryRow(told: InWords, href: string, controls: HTMLElement[]): HTMLLIElement;
  shortened(id: string): string;
  missingRow(id: string, why: string | undefined, controls: HTMLElement[]): HTMLLIElement;
  undoRow(words: string, takeBack: () => void): HTMLLIElement;
  controls(title: string, at: number, last: number, changes: Changes): HTMLElement;
  share(parts: Record<string, any>, page: HTMLElement, shown: () => Shown, load: LoadScript): void;
}
