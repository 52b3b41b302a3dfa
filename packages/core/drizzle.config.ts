import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name <what-changes>` writes the next migration after a change of the tables. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/adapters/storage/sqlite/schema.ts',
  out: './src/adapters/storage/sqlite/migrations',
});
