CREATE TABLE `digest_members` (
	`delivery_id` text NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`severity` text NOT NULL,
	`name` text,
	`exception` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`delivery_id`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `digest_members_event` ON `digest_members` (`event_id`);--> statement-breakpoint
CREATE TABLE `storm_counts` (
	`rule_id` text NOT NULL,
	`address` text NOT NULL,
	`started_at` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`rule_id`, `address`)
);
--> statement-breakpoint
ALTER TABLE `deliveries` ADD `gathers` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `gather_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_gathering` ON `deliveries` (`gather_key`) WHERE gather_key IS NOT NULL;--> statement-breakpoint
ALTER TABLE `rules` ADD `pace` text;