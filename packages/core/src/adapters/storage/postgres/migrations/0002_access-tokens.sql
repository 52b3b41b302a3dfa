CREATE TABLE "access_tokens" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key_id" text COLLATE "C",
	"box" text COLLATE "C",
	"given_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"lease_token" text COLLATE "C",
	"lease_until" bigint NOT NULL
);
