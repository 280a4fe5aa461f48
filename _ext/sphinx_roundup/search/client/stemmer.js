// @ts-check
// The English stemmer of Snowball 3.0.1 (Porter2), for folded words: no capitals, no apostrophes.
// Written anew as replacements of endings, for half the bytes; tests compare it with Snowball’s own.

(function (search) {
  "use strict";

  /** @param {string} text pairs of an ending and what takes its place */
  const table = (text) => new Map(text.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split("/"))));

  const SPECIAL = table(
    "skies/sky idly/idl gently/gentl ugly/ugli early/earli only/onli singly/singl andes/andes atlas/atlas bias/bias cosmos/cosmos howe/howe news/news sky/sky",
  );
  const PREFIX = /^(?:arsen|commun|emerg|gener|later|organ|past|univers)/;
  /** A region begins after the first letter that is no vowel and follows one. */
  const REGION = /[aeiouy][^aeiouy]/g;
  const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;
  const TWO = table(
    "tional/tion enci/ence anci/ance abli/able entli/ent izer/ize ization/ize ational/ate ation/ate ator/ate alism/al aliti/al alli/al fulness/ful fulli/ful ousli/ous ousness/ous iveness/ive iviti/ive biliti/ble bli/ble ogist/og ogi/og lessli/less li/",
  );
  const THREE = table("tional/tion ational/ate alize/al icate/ic iciti/ic ical/ic ful/ ness/ ative/");
  const FOUR = /(?:al|[ae]nce|er|ic|[ai]ble|ant|(?:e?m)?ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion)$/;
  /** What ends in -ing and is no participle: evening, outing. */
  const NOUN = /^(?:even|cann|inn|earr|herr|out)$/;
  /** What -eed belongs to: succeed, proceed. */
  const ROOT = /^(?:succ|proc|exc)$/;
  /** @param {Map<string, string>} pairs */
  const ending = (pairs) => RegExp(`(?:${[...pairs.keys()].join("|")})$`);
  const [ENDS_TWO, ENDS_THREE] = [TWO, THREE].map(ending);

  /**
   * Take off -s, -es and -ies.
   * @param {string} word
   */
  function plural(word) {
    if (/sses$/.test(word)) return word.slice(0, -2);
    if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    return /[aeiouy].+s$/.test(word) && !/[us]s$/.test(word) ? word.slice(0, -1) : word;
  }

  /**
   * Take off -ed and -ing, and mend what is left.
   * @param {string} word
   * @param {number} first where the first region begins
   */
  function participle(word, first) {
    const [left, end] = word.split(/((?:eed|ed|ing)(?:ly)?)$/);
    if (!end) return word;
    if (/^ee/.test(end)) return left.length < first || ROOT.test(left) ? word : `${left}ee`;
    if (end === "ing" && /^[^aeiouy]y$/.test(left)) return `${left[0]}ie`;
    return !/[aeiouy]/.test(left) || (end === "ing" && NOUN.test(left)) ? word : mended(left, first);
  }

  /**
   * Give back what -ed and -ing took: hop(p)ing, hop(e)ing.
   * @param {string} left
   * @param {number} first
   */
  function mended(left, first) {
    if (/(?:at|bl|iz)$/.test(left)) return `${left}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(left)) return /^[aeo]..$/.test(left) ? left : left.slice(0, -1);
    return left.length === first && SHORT.test(left) ? `${left}e` : left;
  }

  /**
   * Take off a last -e, and one of two -l.
   * @param {string} word
   * @param {number} first
   * @param {number} second where the second region begins
   */
  function silent(word, first, second) {
    const last = word.length - 1;
    const left = word.slice(0, -1);
    if (/ll$/.test(word)) return last >= second ? left : word;
    return /e$/.test(word) && (last >= second || (last >= first && !SHORT.test(left))) ? left : word;
  }

  /**
   * Return the stem of a folded word.
   * @param {string} word
   */
  search.snowball = function (word) {
    if (word.length < 3 || SPECIAL.has(word)) return SPECIAL.get(word) ?? word;
    let stem = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    /** @param {number} from */
    const after = (from) => {
      REGION.lastIndex = from;
      return REGION.test(stem) ? REGION.lastIndex : stem.length;
    };
    const first = PREFIX.exec(stem)?.[0].length ?? after(0);
    const second = after(first);
    stem = participle(plural(stem), first).replace(/(?<=.[^aeiouy])[yY]$/, "i");
    stem = stem.replace(ENDS_TWO, (end, at) => {
      const wrong = (end === "ogi" && stem[at - 1] !== "l") || (end === "li" && !/[cdeghkmnrt]li$/.test(stem));
      return at < first || wrong ? end : (TWO.get(end) ?? "");
    });
    stem = stem.replace(ENDS_THREE, (end, at) => (at < (end === "ative" ? second : first) ? end : (THREE.get(end) ?? "")));
    stem = stem.replace(FOUR, (end, at) => (at < second ? end : ""));
    return silent(stem, first, second).replace(/Y/g, "y");
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
