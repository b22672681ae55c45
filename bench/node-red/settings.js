// Node-RED as fast as it goes: no editor, no log, context in memory, this machine only.
module.exports = {
  uiHost: "127.0.0.1",
  uiPort: Number(process.env.BENCH_PORT || 18800),
  httpAdminRoot: false,
  flowFile: "flows.json",
  credentialSecret: false,
  contextStorage: { default: { module: "memory" } },
  logging: { console: { level: "warn" } },
};
