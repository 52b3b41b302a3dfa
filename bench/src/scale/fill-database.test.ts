import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, systemClock } from '@postern/core';
import { newUuidV7 } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';
import { buildReport } from '@postern/core/testing';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { Worker } from '../workers/worker.ts';
import { z } from 'zod';
import { fillDatabase } from './fill-database.ts';

async function openFilled() {
  const folder = mkdtempSync(join(tmpdir(), 'postern-fill-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'postern.db');
  const worker = Worker.start('storage-work');
  onTestFinished(() => worker.end());
  await worker.ask({ databaseUrl: `file:${path}`, portions: 1, reports: 50 }, z.unknown(), 60_000);
  return path;
}

it('fills a database up in steps, with rows that hold together and a storage that goes on over them', async () => {
  const path = await openFilled();
  fillDatabase(path, { from: 0, to: 1_000 });
  fillDatabase(path, { from: 1_000, to: 60_001 });

  const client = new Database(path);
  const all = (sql: string) => client.prepare(sql).pluck().all();
  expect(all('PRAGMA integrity_check')).toEqual(['ok']);
  expect(all('PRAGMA foreign_key_check')).toEqual([]);
  expect(all('PRAGMA journal_mode')).toEqual(['wal']);
  for (const table of ['reports', 'events', 'deliveries', 'delivery_attempts'])
    expect(all(`SELECT count(*) FROM ${table}`)).toEqual([60_051]);
  expect(all('SELECT DISTINCT state FROM deliveries')).toEqual(['delivered']);
  client.close();

  const storage = await openStorage(`file:${path}`, { clock: systemClock, logger: silentLogger });
  const [acceptance] = await storage.intake.accept([buildReport(newUuidV7)], 0);
  await storage.close();
  expect(acceptance?.kind).toBe('accepted');
}, 60_000);

it('says that there is nothing to copy', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-fill-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const url = `file:${join(folder, 'postern.db')}`;
  await (await openStorage(url, { clock: systemClock, logger: silentLogger })).close();
  expect(() => fillDatabase(join(folder, 'postern.db'), { from: 0, to: 10 })).toThrow('nothing to copy');
});
