CREATE TABLE `canaries` (
	`level` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`schedule` text NOT NULL,
	`next_at` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	`version` integer NOT NULL,
	`last` text,
	`delivered_at` integer
);
