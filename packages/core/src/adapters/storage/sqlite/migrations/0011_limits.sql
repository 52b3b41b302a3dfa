ALTER TABLE `organizations` ADD `limit_per_minute` integer;--> statement-breakpoint
ALTER TABLE `sources` ADD `limit_per_minute` integer;