CREATE TABLE `certificates` (
	`level` text PRIMARY KEY NOT NULL,
	`server` text NOT NULL,
	`valid_until` integer NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`facts` text NOT NULL,
	`count` integer NOT NULL,
	`step` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`resolved_at` integer,
	`resolution` text,
	`version` integer NOT NULL,
	`told` text,
	`told_version` integer,
	`lease_token` text,
	`lease_until` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_open` ON `incidents` (`level`,`kind`,`subject`) WHERE resolved_at IS NULL;--> statement-breakpoint
CREATE INDEX `incidents_level` ON `incidents` (`level`,`id`);--> statement-breakpoint
CREATE INDEX `incidents_resolved` ON `incidents` (`resolved_at`);--> statement-breakpoint
ALTER TABLE `sources` ADD `expected_every` integer;