import { expect, it } from 'vitest';
import { shownDatabaseUrl } from './shown-database-url.ts';

it.each([
  ['file:./data/postern.db', 'file:./data/postern.db'],
  ['memory:', 'memory:'],
  [
    'postgres://postern:hunter2@db.internal:5432/postern?sslmode=require',
    'postgres://db.internal:5432/postern',
  ],
  ['postgresql://db/postern', 'postgresql://db/postern'],
  ['postgres://u@db/postern?password=hunter2', 'postgres://db/postern'],
  ['postgres://u:hunter2@x@db/postern', 'postgres://db/postern'],
  ['postgres://u:hunter2/with@slash@db/postern', 'postgres:'],
  ['postgres://u:hunter2#x@db/postern', 'postgres:'],
  ['postgres://u:1234#hunter2@db/postern', 'postgres:'],
  ['postgres://u:1234/hunter2@db/postern', 'postgres:'],
  ['postgres:u:hunter2@db', 'postgres:'],
  ['postgres://u:1234?hunter2@db/postern', 'postgres:'],
  ['postgres://db.internal', 'postgres://db.internal'],
  ['postgres://u:hunter2@db1:5432,db2:5433/postern', 'postgres://db1:5432,db2:5433/postern'],
  ['postgres://u:hunter2,x@a,[::1]:5433,c/postern?sslmode=require', 'postgres://a,[::1]:5433,c/postern'],
  ['postgres://u:1,hunter2/3@db/postern', 'postgres:'],
  ['postgres://u:1,hunter2?3@a,b/postern', 'postgres:'],
  ['postgres://u:1,hunter2#3@a,b/postern', 'postgres:'],
  ['postgres://u:hunter2@a,,b/postern', 'postgres:'],
  ['postgres://u:hunter2@a/pos\u001btern', 'postgres://a/pos%1Btern'],
  ['', ''],
])('shows %s as %s, and never a password', (url, shown) => {
  expect(shownDatabaseUrl(url)).toBe(shown);
  expect(shownDatabaseUrl(url)).not.toContain('hunter2');
});
