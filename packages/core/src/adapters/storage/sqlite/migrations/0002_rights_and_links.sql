CREATE TABLE `claim_offer` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`holder_kind` text NOT NULL,
	`team_id` text NOT NULL,
	`holder_id` text NOT NULL,
	`granted_at` integer NOT NULL,
	`granted_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_holder` ON `grants` (`level`,`holder_kind`,`team_id`,`holder_id`);--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`level` text NOT NULL,
	`kind` text NOT NULL,
	`purpose` text NOT NULL,
	`actor` text NOT NULL,
	`language` text NOT NULL,
	`reply` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`answer_due` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_token` ON `links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `links_answer_due` ON `links` (`answer_due`) WHERE answer_due IS NOT NULL;--> statement-breakpoint
CREATE INDEX `links_expiry` ON `links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `once` (
	`key` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `once_until` ON `once` (`until`);