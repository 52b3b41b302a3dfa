#!/usr/bin/env node
// Plain JavaScript, in words that every Node.js of the last years reads: one that is too old for the sources says what it
// lacks, instead of ERR_UNKNOWN_FILE_EXTENSION. What is needed stands in package.json (engines).
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const { enableCompileCache } = await import('node:module');
  // What was compiled once is kept beside the installation, not in a folder that all users of the machine share. It has to
  // come before the first TypeScript is loaded: Node strips the types of even a single file by a compiler of its own, which
  // takes 50 ms and 16 MB, and what that made of a file is kept with the rest. Where nothing can be written, nothing is kept.
  enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/postern', import.meta.url)));
  await import('../src/cli/main.ts');
} else {
  process.stderr.write(
    `Postern needs Node.js 22.18 or later; this is ${process.versions.node} (${process.execPath}).\n` +
      'Its installation brings one: in its folder, run "npx postern", or "npm run --silent postern --". ' +
      'Else take one from https://nodejs.org.\n',
  );
  process.exitCode = 1;
}
