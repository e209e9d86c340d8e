// Starts `wml lsp` for workload files; everything else is the server's.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const command = workspace.getConfiguration("wml").get("command");
  client = new LanguageClient(
    "wml",
    "WML",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ language: "wml" }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{wml,f}") },
    },
  );
  return client.start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
