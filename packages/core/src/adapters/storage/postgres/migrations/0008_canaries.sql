CREATE TABLE "canaries" (
	"level" text COLLATE "C" PRIMARY KEY NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"schedule" text COLLATE "C" NOT NULL,
	"next_at" bigint NOT NULL,
	"set_by" text COLLATE "C" NOT NULL,
	"set_at" bigint NOT NULL,
	"version" bigint NOT NULL,
	"last" text COLLATE "C",
	"delivered_at" bigint
);
