CREATE TABLE `dkim_keys` (
	`level` text NOT NULL,
	`domain` text NOT NULL,
	`selector` text NOT NULL,
	`public_key` text NOT NULL,
	`key_id` text NOT NULL,
	`box` text NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`level`, `domain`)
);
