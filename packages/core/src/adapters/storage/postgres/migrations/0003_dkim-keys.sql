CREATE TABLE "dkim_keys" (
	"level" text COLLATE "C" NOT NULL,
	"domain" text COLLATE "C" NOT NULL,
	"selector" text COLLATE "C" NOT NULL,
	"public_key" text COLLATE "C" NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"box" text COLLATE "C" NOT NULL,
	"enabled" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "dkim_keys_level_domain_pk" PRIMARY KEY("level","domain")
);
