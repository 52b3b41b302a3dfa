CREATE TABLE `silences` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`matchers` text NOT NULL,
	`reason` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_level` ON `events` (`level`,`id`);