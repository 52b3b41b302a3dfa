#!/usr/bin/env node
// Plain JavaScript, in words that every Node.js of the last years reads: one that is too old for the sources says what it
// lacks, instead of ERR_UNKNOWN_FILE_EXTENSION. What is needed stands in package.json (engines).
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  await import('../src/cli/main.ts');
} else {
  process.stderr.write(
    `Postern needs Node.js 22.18 or later; this is ${process.versions.node} (${process.execPath}).\n` +
      'Its installation brings one: in its folder, run "npx postern", or "npm run --silent postern --". ' +
      'Else take one from https://nodejs.org.\n',
  );
  process.exitCode = 1;
}
