import { env } from 'node:process';

export const home = env['HOME'] ?? process.env['HOME'] ?? globalThis.process.env['HOME'];
export const now = Date.now();
export const today = new Date();
console.log(home, now, today);
