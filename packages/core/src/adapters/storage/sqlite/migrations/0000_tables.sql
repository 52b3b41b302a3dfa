CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`level` text NOT NULL,
	`subject` text,
	`changes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_level` ON `audit` (`level`,`id`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`event_id` text NOT NULL,
	`event_type` text NOT NULL,
	`rule_id` text,
	`address` text NOT NULL,
	`name` text,
	`language` text NOT NULL,
	`time_zone` text NOT NULL,
	`data` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer NOT NULL,
	`maybe_duplicate` integer NOT NULL,
	`priority` integer NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`lease_token` text,
	`claimed_state` text,
	`claimed_due_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`priority`,`level`,`due_at`,`state`,`id`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_lease` ON `deliveries` (`lease_token`) WHERE lease_token IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_level` ON `deliveries` (`level`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_event` ON `deliveries` (`event_id`);--> statement-breakpoint
CREATE INDEX `deliveries_troubled` ON `deliveries` (`state`,`id`) WHERE state IN ('deferred', 'failed', 'suppressed', 'expired', 'unknown');--> statement-breakpoint
CREATE TABLE `delivery_attempts` (
	`delivery_id` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`stage` text,
	`reply_code` integer,
	`enhanced_code` text,
	`text` text,
	`server` text,
	`queue_id` text,
	`took` integer,
	PRIMARY KEY(`delivery_id`, `number`),
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`level` text NOT NULL,
	`type` text NOT NULL,
	`received_at` integer NOT NULL,
	`fold_key` text,
	`event` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `events_fold` ON `events` (`level`,`fold_key`,`received_at`) WHERE fold_key IS NOT NULL;--> statement-breakpoint
CREATE TABLE `meta` (
	`id` integer PRIMARY KEY NOT NULL,
	`schema_version` integer NOT NULL,
	`configuration_version` integer NOT NULL,
	`maintenance` text NOT NULL,
	`checked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`time_zone` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_slug` ON `organizations` (`slug`);--> statement-breakpoint
CREATE TABLE `policy` (
	`id` text PRIMARY KEY NOT NULL,
	`policy` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `quarantine` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`level` text NOT NULL,
	`reason` text NOT NULL,
	`explanation` text NOT NULL,
	`content_type` text NOT NULL,
	`size` integer NOT NULL,
	`state` text NOT NULL,
	`received_at` integer NOT NULL,
	`body` blob NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `quarantine_level` ON `quarantine` (`level`,`id`);--> statement-breakpoint
CREATE INDEX `quarantine_state` ON `quarantine` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`level` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`received_at` integer NOT NULL,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_dedupe` ON `reports` (`source_id`,`dedupe_key`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`layer` text NOT NULL,
	`key_ids` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`test` text,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `revisions_number` ON `revisions` (`level`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `revisions_active` ON `revisions` (`level`) WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX `revisions_draft` ON `revisions` (`level`) WHERE state = 'draft';--> statement-breakpoint
CREATE TABLE `rules` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`matchers` text NOT NULL,
	`recipients` text NOT NULL,
	`include_data` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `source_secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`key_id` text NOT NULL,
	`box` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `source_secrets_source` ON `source_secrets` (`source_id`);--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_name` ON `sources` (`level`,`name`);--> statement-breakpoint
-- The one row of meta; whoever applies a migration writes its number there in the same transaction.
INSERT INTO `meta` (`id`, `schema_version`, `configuration_version`, `maintenance`, `checked_at`) VALUES (1, 0, 1, 'off', 0);
