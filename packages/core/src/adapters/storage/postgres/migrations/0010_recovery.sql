CREATE TABLE "troubles" (
	"level" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"thread" text COLLATE "C" NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"severity" text COLLATE "C" NOT NULL,
	"last_at" bigint NOT NULL,
	CONSTRAINT "troubles_level_key_address_pk" PRIMARY KEY("level","key","address")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "thread" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "trouble_event" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "storm_until" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "message_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "trouble" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "recovery" bigint;--> statement-breakpoint
CREATE INDEX "troubles_event" ON "troubles" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "deliveries_thread" ON "deliveries" USING btree ("thread","id") WHERE thread IS NOT NULL;