// Moves a store, and is killed after so many commits, while the next one is under way, as by `kill -9` or a power cut; with 0 it ends.
import { migrateStore } from '../../../../src/adapters/storage/migrate-store.ts';

const [, , from = '', to = '', commits = '0'] = process.argv;
let left = Number(commits);
const moved = await migrateStore({
  from,
  to,
  onProgress() {
    left -= 1;
    if (left === 0) setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  },
});
process.stdout.write(JSON.stringify(moved.map(({ rows }) => rows)));
