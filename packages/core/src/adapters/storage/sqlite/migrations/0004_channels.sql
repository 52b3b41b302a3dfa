CREATE TABLE `channels` (
	`level` text PRIMARY KEY NOT NULL,
	`team_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`language` text NOT NULL,
	`bound_at` integer NOT NULL,
	`bound_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `channels_place` ON `channels` (`team_id`,`channel_id`);