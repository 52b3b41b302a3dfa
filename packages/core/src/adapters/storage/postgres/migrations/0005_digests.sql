CREATE TABLE "digest_members" (
	"delivery_id" text COLLATE "C" NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"severity" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C",
	"exception" text COLLATE "C",
	"at" bigint NOT NULL,
	CONSTRAINT "digest_members_delivery_id_event_id_pk" PRIMARY KEY("delivery_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "storm_counts" (
	"rule_id" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"started_at" bigint NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "storm_counts_rule_id_address_pk" PRIMARY KEY("rule_id","address")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "gathers" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "gather_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "pace" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "digest_members_event" ON "digest_members" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_gathering" ON "deliveries" USING btree ("gather_key") WHERE gather_key IS NOT NULL;