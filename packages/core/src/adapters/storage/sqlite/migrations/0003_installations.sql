CREATE TABLE `installations` (
	`team_id` text PRIMARY KEY NOT NULL,
	`team_name` text NOT NULL,
	`key_id` text NOT NULL,
	`box` text NOT NULL,
	`installed_at` integer NOT NULL,
	`installed_by` text NOT NULL
);
