"use strict";
// Serves a folder as static hosts do: HTTP/2, text packed with gzip, kept for ten minutes.
// node search_server.js <folder> <key.pem> <certificate.pem>; prints the port it listens on,
// then a line for every answer: its size in bytes and what was asked for.

const fs = require("node:fs");
const http2 = require("node:http2");
const path = require("node:path");
const zlib = require("node:zlib");

const [folder, key, cert] = process.argv.slice(2);
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const packed = new Map();

function body(file) {
  const type = TYPES[path.extname(file)];
  if (!packed.has(file)) {
    const raw = fs.readFileSync(file);
    packed.set(file, type ? zlib.gzipSync(raw, { level: 6 }) : raw);
  }
  const headers = { "content-type": type ?? "application/octet-stream", "cache-control": "max-age=600" };
  return { data: packed.get(file), headers: type ? { ...headers, "content-encoding": "gzip" } : headers };
}

const options = { key: fs.readFileSync(key), cert: fs.readFileSync(cert), allowHTTP1: true };
const server = http2.createSecureServer(options, (request, response) => {
  const asked = decodeURIComponent(new URL(request.url, "https://x").pathname);
  try {
    const { data, headers } = body(path.join(folder, path.normalize(asked)));
    response.writeHead(200, headers);
    response.end(data);
    console.log(data.length, asked);
  } catch {
    response.writeHead(404);
    response.end();
  }
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
