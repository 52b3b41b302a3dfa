import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Plain JavaScript, so that the cache is there before the first TypeScript: apps/gateway/bin/postern.js says why.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/postern'));
await import('../src/main.ts');
