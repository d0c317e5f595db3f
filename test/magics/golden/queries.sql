-- values: ["O'Neil",[10,20]]
FROM runs WHERE name = $1 OR epochs = ANY($2)

-- identifiers: []
SELECT "loss" AS "a ""b""" FROM "main"."runs"

-- nested: ["x",0.4,1]
WITH query_1 AS (
FROM runs WHERE loss < $2
)
SELECT $1 AS tag, * FROM query_1 LIMIT $3

-- nested twice: [0.4]
WITH query_1 AS (
FROM runs WHERE loss < $1
)
FROM query_1 NATURAL JOIN query_1 AS again

-- deep: [0.4,1,""]
WITH query_1 AS (
FROM runs WHERE loss < $1
), query_2 AS (
SELECT name FROM query_1 WHERE epochs > $2
)
SELECT (SELECT count(*) FROM query_1) AS n, * FROM query_2 WHERE name <> $3

-- with tables of its own: [0.4]
WITH query_1 AS (
FROM runs WHERE loss < $1
), own AS (FROM query_1) FROM own

-- with recursive: [3,0.4]
WITH RECURSIVE query_1 AS (
FROM runs WHERE loss < $2
), n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < $1) FROM n, query_1

-- show inside: []
WITH query_1 AS (
FROM (DESCRIBE runs)
)
SELECT column_name FROM query_1

-- explain: [0.4]
EXPLAIN ANALYZE WITH query_1 AS (
FROM runs WHERE loss < $1
)
FROM query_1

-- explain in a format: [0.4]
EXPLAIN (FORMAT json) WITH query_1 AS (
FROM runs WHERE loss < $1
)
SELECT * FROM query_1

-- summarize: [0.4]
SUMMARIZE WITH query_1 AS (
FROM runs WHERE loss < $1
)
FROM query_1

-- describe select: [0.4,1]
DESCRIBE WITH query_1 AS (
FROM runs WHERE loss < $1
), query_2 AS (
SELECT name FROM query_1 WHERE epochs > $2
)
SELECT * FROM query_2

-- pivot: []
WITH query_1 AS (
FROM runs
)
PIVOT query_1 ON name USING sum(epochs)
