/** The statement that makes the table for it where there is none. */
export const shapeTable =
  "CREATE TABLE IF NOT EXISTS rx_shape (origin varchar(16) NOT NULL PRIMARY KEY, tag varchar(128) NOT NULL, shape text NOT NULL)";
