"use strict";
// Runs the scripts of comment.yml as actions/github-script does, before stand-ins for GitHub:
// node comment.js < {"label": script, "tell": script, "worlds": […]} > what became of each world.

const fs = require("node:fs");

const Script = async function () {}.constructor;
const given = JSON.parse(fs.readFileSync(0, "utf8"));
const label = new Script("github", "context", "core", "require", "process", given.label);
const tell = new Script("github", "context", "core", "require", "process", given.tell);

/** GitHub as the scripts see it: lists, labels and comments of one world. */
function gitHub(world) {
  const find = (number) => world.pulls.find((pull) => pull.number === number);
  const seen = new Map();
  const rest = {
    pulls: {
      list: async () => world.pulls,
      get: async ({ pull_number }) => {
        const pull = find(pull_number);
        if (pull.fails === "get") throw new Error("no answer");
        const times = (seen.get(pull_number) ?? 0) + 1;
        seen.set(pull_number, times);
        const sha = pull.moves && times > 1 ? "f".repeat(40) : pull.head.sha;
        return { data: { ...pull, head: { ...pull.head, sha } } };
      },
      listFiles: async ({ pull_number }) => {
        const pull = find(pull_number);
        if (pull.fails === "files") throw new Error("no answer");
        return pull.files.slice(0, 3000);
      },
    },
    issues: {
      get: async ({ issue_number }) => ({ data: { labels: find(issue_number).labels.map((name) => ({ name })) } }),
      addLabels: async ({ issue_number, labels }) => {
        const pull = find(issue_number);
        pull.labels = [...new Set([...pull.labels, ...labels])];
      },
      removeLabel: async ({ issue_number, name }) => {
        const pull = find(issue_number);
        pull.labels = pull.labels.filter((one) => one !== name);
        if (pull.pushed) pull.files = pull.pushed;
      },
      listComments: async ({ issue_number }) => find(issue_number).comments,
      createComment: async ({ issue_number, body }) =>
        find(issue_number).comments.push({ id: 9, user: { login: "github-actions[bot]" }, body }),
      updateComment: async ({ comment_id, body }) => {
        for (const { comments } of world.pulls) {
          for (const one of comments) if (one.id === comment_id) one.body = body;
        }
      },
    },
    actions: { listWorkflowRunArtifacts: async () => ({ data: { artifacts: world.artifacts ?? [] } }) },
  };
  return { rest, paginate: (method, options) => method(options) };
}

async function play(world) {
  const github = gitHub(world);
  const outputs = {};
  const core = { setOutput: (name, value) => (outputs[name] = value), warning: () => {} };
  const context = { repo: { owner: "o", repo: "r" }, payload: world.payload };
  await label(github, context, core, require, process);
  process.chdir(world.folder ?? "/");
  await tell(github, context, core, require, { env: { REQUESTS: outputs.requests } });
  return world.pulls.map(({ number, labels, comments }) => ({ number, labels, comments }));
}

(async () => {
  const ends = [];
  for (const world of given.worlds) ends.push(await play(world));
  console.log(JSON.stringify(ends));
})();
