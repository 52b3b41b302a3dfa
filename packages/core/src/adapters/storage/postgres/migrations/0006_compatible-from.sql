ALTER TABLE "meta" ADD COLUMN "compatible_from" bigint;
--> statement-breakpoint
-- Whoever knows this migration goes by the number. A migration that takes away what older code works with raises it.
UPDATE "meta" SET "compatible_from" = 7;
