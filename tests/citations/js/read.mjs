// Reads what the archive writes, by programs that are not ours: node read.mjs < texts.json > read.json
// Given: name of a format -> its texts. Read: the same names -> for each text what the program found.

import fs from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import "@citation-js/plugin-csl";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import ICAL from "ical.js";

const cited = (input, type) => new Cite(input, type ? { forceType: type } : {}).data;

const PROGRAMS = {
  ris: (text) => cited(text, "@ris/file"),
  bib: (text) => cited(text, "@bibtex/text"),
  "csl.json": (text) => cited(JSON.parse(text)),
  atom: parseAtomFeed,
  json: parseJsonFeed,
  ics: (text) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
      const { uid, summary, startDate, endDate, sequence } = new ICAL.Event(component);
      const url = component.getFirstPropertyValue("url");
      return { uid, summary, start: startDate.toString(), end: endDate.toString(), sequence, url };
    }),
};

const given = JSON.parse(fs.readFileSync(0, "utf8"));
const read = Object.entries(given).map(([name, texts]) => [name, texts.map(PROGRAMS[name])]);
console.log(JSON.stringify(Object.fromEntries(read)));
