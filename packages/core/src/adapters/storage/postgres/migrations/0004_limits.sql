ALTER TABLE "organizations" ADD COLUMN "limit_per_minute" bigint;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "limit_per_minute" bigint;