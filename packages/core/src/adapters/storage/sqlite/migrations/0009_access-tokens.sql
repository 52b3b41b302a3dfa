CREATE TABLE `access_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`key_id` text,
	`box` text,
	`given_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`lease_token` text,
	`lease_until` integer NOT NULL
);
