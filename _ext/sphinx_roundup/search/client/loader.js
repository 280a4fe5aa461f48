// @ts-check
// Gets the files of the index. They are classic scripts, so that they load from a
// folder on a memory stick just as from a server, and under a strict policy.

(function (search) {
  "use strict";

  /** A file that takes longer, in ms, is given up; it may be asked for again. */
  const PATIENCE = 15000;

  /**
   * Return a function that loads one file of the index by adding a script to the page.
   * @param {string} base address of the folder, ending in a slash
   * @param {() => void} ready called when the manifest has arrived
   * @param {string} [version] ends the addresses of files whose names do not tell their contents
   * @returns {Load}
   */
  search.loader = function (base, ready, version = "") {
    /** @type {Map<string, any>} */
    const arrived = new Map();
    globalThis.searchShard = (name, payload) => {
      arrived.set(name, payload);
      if (name === "manifest") ready();
    };

    /**
     * @param {string} name
     * @param {string} suffix
     * @returns {Promise<any>}
     */
    const add = (name, suffix) =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${base}${name}.js${suffix || (name.includes("/") ? "" : version)}`;
        script.onload = script.onerror = function () {
          script.remove();
          if (arrived.has(name)) resolve(arrived.get(name));
          else reject(new Error(`${name} did not load`));
        };
        setTimeout(script.onerror, PATIENCE);
        document.head.append(script);
      });

    /** @type {Map<string, Promise<any>>} */
    const asked = new Map();
    return async function (name, afresh) {
      if (afresh) [arrived, asked].forEach((known) => known.delete(name));
      if (!arrived.has(name) && !asked.has(name)) asked.set(name, add(name, afresh ? `?after=${afresh}` : ""));
      // A file that failed is asked for again the next time.
      return arrived.get(name) ?? asked.get(name)?.finally(() => asked.delete(name));
    };
  };

  /**
   * Open an index: read its manifest, and give access to its parts.
   * @param {Load} load
   * @param {string} [after] digest of a manifest that is out of date
   * @returns {Promise<IndexReader>}
   */
  search.open = async function (load, after) {
    /** @type {Manifest} */
    const manifest = await load("manifest", after);
    if (manifest.format !== 5) throw new Error("reload");
    const { files } = manifest;
    const inlined = new Map(Object.entries(manifest.inline));

    /**
     * @param {string} name
     * @returns {Promise<any>}
     */
    const get = async (name) => inlined.get(name) ?? load(name);

    /**
     * @param {[string, string][]} shards
     * @param {string} key
     * @returns {number} the shard whose range holds the key; -1 before the first
     */
    function shardOf(shards, key) {
      let low = 0;
      let high = shards.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (shards[middle][0] <= key) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    /**
     * @param {"terms" | "places" | "english"} kind
     * @param {string} key
     * @returns {Promise<string | undefined>}
     */
    async function row(kind, key) {
      const at = shardOf(files[kind], key);
      return at < 0 ? undefined : search.row(await get(`${kind}/${files[kind][at][1]}`), key);
    }

    return {
      manifest,
      term: (key) => row("terms", key),
      place: (key) => row("places", key),
      async isEnglish(stem) {
        return (await row("english", stem)) !== undefined;
      },
      async wordsFrom(beginning) {
        const first = Math.max(shardOf(files.words, beginning), 0);
        const last = shardOf(files.words, `${beginning}\uffff`);
        const shards = files.words.slice(first, last + 1).map(([, name]) => get(`words/${name}`));
        const rows = (await Promise.all(shards)).flatMap((shard) => search.rows(shard, beginning));
        return rows.map(([word, often]) => [word, often.charCodeAt(0) - 65]);
      },
      columns: (key) => get(`columns/${files.columns[key]}`),
      spans: () => get(`places/${files.spans}`),
      titles: () => get(`places/${files.titles}`),
      async hit(item) {
        const block = Math.floor(item / files.block);
        const at = Math.floor(block / files.group) * 5;
        const hits = await get(`hits/${block}-${files.hits.slice(at, at + 5)}`);
        return hits[item % files.block];
      },
    };
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
