/** The databases that a model can become a table of; MariaDB is `mysql`. */
export type DialectName = "sqlite" | "postgres" | "mysql";
