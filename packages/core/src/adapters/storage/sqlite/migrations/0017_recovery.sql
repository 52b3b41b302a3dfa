CREATE TABLE `troubles` (
	`level` text NOT NULL,
	`key` text NOT NULL,
	`address` text NOT NULL,
	`rule_id` text NOT NULL,
	`thread` text NOT NULL,
	`event_id` text NOT NULL,
	`severity` text NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`level`, `key`, `address`)
);
--> statement-breakpoint
CREATE INDEX `troubles_event` ON `troubles` (`event_id`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `thread` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `trouble_event` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `storm_until` integer;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `message_id` text;--> statement-breakpoint
CREATE INDEX `deliveries_thread` ON `deliveries` (`thread`,`id`) WHERE thread IS NOT NULL;--> statement-breakpoint
ALTER TABLE `events` ADD `trouble` text;--> statement-breakpoint
ALTER TABLE `rules` ADD `recovery` integer;