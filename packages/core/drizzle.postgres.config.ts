import { defineConfig } from 'drizzle-kit';

/** The same for PostgreSQL: `npx drizzle-kit generate --config drizzle.postgres.config.ts --name <what-changes>`. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/adapters/storage/postgres/schema.ts',
  out: './src/adapters/storage/postgres/migrations',
});
