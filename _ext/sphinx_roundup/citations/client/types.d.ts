/** The shapes that the scripts for references share. Read by the type checker only. */

declare var roundupCite: RoundupCite;

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
interface CiteFormat {
  label: string;
  type: string;
  text(cards: Card[], archive: Archive, accessed?: string): string;
}
interface RoundupCite {
  ENTRY: ReferenceType;
  archive: {
    name: string;
    language: string;
    address: string;
    masthead: string;
    mastheads: Record<string, string>;
    dates: Record<string, number[]>;
  };
  references(card: Card, archive: Archive): Reference[];
  values(card: Card, archive: Archive, key: string): Value[];
  formats: Record<string, CiteFormat>;
  styles: Record<string, (one: Reference, accessed?: string) => Words[]>;
  plain(words: Words[]): string;
}
