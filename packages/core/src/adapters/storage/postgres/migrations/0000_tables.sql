CREATE TABLE "audit" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C",
	"changes" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"level" text COLLATE "C" PRIMARY KEY NOT NULL,
	"server" text COLLATE "C" NOT NULL,
	"valid_until" bigint NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"level" text COLLATE "C" PRIMARY KEY NOT NULL,
	"team_id" text COLLATE "C" NOT NULL,
	"channel_id" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"bound_at" bigint NOT NULL,
	"bound_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_offer" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"code_hash" text COLLATE "C" NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"event_type" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C",
	"address" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C",
	"language" text COLLATE "C" NOT NULL,
	"time_zone" text COLLATE "C" NOT NULL,
	"data" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"attempts" bigint NOT NULL,
	"maybe_duplicate" bigint NOT NULL,
	"priority" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"due_at" bigint,
	"expires_at" bigint NOT NULL,
	"ended_at" bigint,
	"lease_token" text COLLATE "C",
	"claimed_state" text COLLATE "C",
	"claimed_due_at" bigint
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"delivery_id" text COLLATE "C" NOT NULL,
	"number" bigint NOT NULL,
	"at" bigint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"stage" text COLLATE "C",
	"reply_code" bigint,
	"enhanced_code" text COLLATE "C",
	"text" text COLLATE "C",
	"server" text COLLATE "C",
	"queue_id" text COLLATE "C",
	"took" bigint,
	CONSTRAINT "delivery_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"report_id" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"received_at" bigint NOT NULL,
	"fold_key" text COLLATE "C",
	"event" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"holder_kind" text COLLATE "C" NOT NULL,
	"team_id" text COLLATE "C" NOT NULL,
	"holder_id" text COLLATE "C" NOT NULL,
	"granted_at" bigint NOT NULL,
	"granted_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"facts" text COLLATE "C" NOT NULL,
	"count" bigint NOT NULL,
	"step" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"resolved_at" bigint,
	"resolution" text COLLATE "C",
	"version" bigint NOT NULL,
	"told" text COLLATE "C",
	"told_version" bigint,
	"lease_token" text COLLATE "C",
	"lease_until" bigint
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"team_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"team_name" text COLLATE "C" NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"box" text COLLATE "C" NOT NULL,
	"installed_at" bigint NOT NULL,
	"installed_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"reply" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"answer_due" bigint
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"id" bigint PRIMARY KEY NOT NULL,
	"schema_version" bigint NOT NULL,
	"configuration_version" bigint NOT NULL,
	"maintenance" text COLLATE "C" NOT NULL,
	"checked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "once" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"time_zone" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"policy" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"source_id" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"explanation" text COLLATE "C" NOT NULL,
	"content_type" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"received_at" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"source_id" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"dedupe_key" text COLLATE "C" NOT NULL,
	"received_at" bigint NOT NULL,
	"kind" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"number" bigint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"layer" text COLLATE "C" NOT NULL,
	"key_ids" text COLLATE "C" NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"test" text COLLATE "C",
	"note" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"matchers" text COLLATE "C" NOT NULL,
	"recipients" text COLLATE "C" NOT NULL,
	"include_data" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "silences" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"matchers" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_secrets" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"source_id" text COLLATE "C" NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"box" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"expected_every" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_id_reports_id_fk" FOREIGN KEY ("id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_secrets" ADD CONSTRAINT "source_secrets_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_level" ON "audit" USING btree ("level","id");--> statement-breakpoint
CREATE UNIQUE INDEX "channels_place" ON "channels" USING btree ("team_id","channel_id");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("priority","level","due_at","id") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_lease" ON "deliveries" USING btree ("lease_token") WHERE lease_token IS NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_level" ON "deliveries" USING btree ("level","id");--> statement-breakpoint
CREATE INDEX "deliveries_event" ON "deliveries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "deliveries_address" ON "deliveries" USING btree ("address","id");--> statement-breakpoint
CREATE INDEX "deliveries_troubled" ON "deliveries" USING btree ("state","id") WHERE state IN ('deferred', 'failed', 'suppressed', 'expired', 'unknown');--> statement-breakpoint
CREATE INDEX "events_fold" ON "events" USING btree ("level","fold_key","received_at") WHERE fold_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX "events_level" ON "events" USING btree ("level","id");--> statement-breakpoint
CREATE INDEX "events_report" ON "events" USING btree ("report_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_holder" ON "grants" USING btree ("level","holder_kind","team_id","holder_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_open" ON "incidents" USING btree ("level","kind","subject") WHERE resolved_at IS NULL;--> statement-breakpoint
CREATE INDEX "incidents_level" ON "incidents" USING btree ("level","id");--> statement-breakpoint
CREATE INDEX "incidents_resolved" ON "incidents" USING btree ("resolved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "links_token" ON "links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "links_answer_due" ON "links" USING btree ("answer_due") WHERE answer_due IS NOT NULL;--> statement-breakpoint
CREATE INDEX "links_expiry" ON "links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "once_until" ON "once" USING btree ("until");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_slug" ON "organizations" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "quarantine_level" ON "quarantine" USING btree ("level","id");--> statement-breakpoint
CREATE INDEX "quarantine_state" ON "quarantine" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_dedupe" ON "reports" USING btree ("source_id","dedupe_key");--> statement-breakpoint
CREATE UNIQUE INDEX "revisions_number" ON "revisions" USING btree ("level","number");--> statement-breakpoint
CREATE UNIQUE INDEX "revisions_active" ON "revisions" USING btree ("level") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "revisions_draft" ON "revisions" USING btree ("level") WHERE state = 'draft';--> statement-breakpoint
CREATE INDEX "source_secrets_source" ON "source_secrets" USING btree ("source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_name" ON "sources" USING btree ("level","name");--> statement-breakpoint
INSERT INTO "meta" ("id", "schema_version", "configuration_version", "maintenance", "checked_at") VALUES (1, 0, 1, 'off', 0);
