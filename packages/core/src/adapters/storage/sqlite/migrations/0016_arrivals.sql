ALTER TABLE `links` ADD `revision_id` text;--> statement-breakpoint
ALTER TABLE `revisions` ADD `arrived_at` integer;