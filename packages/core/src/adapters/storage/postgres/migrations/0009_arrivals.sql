ALTER TABLE "links" ADD COLUMN "revision_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "arrived_at" bigint;