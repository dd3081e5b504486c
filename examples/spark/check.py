"""Runs the Spark job on a local cluster of two worker processes and compares what it gives with a single process.

Usage: check.py PROGRAM [COUNT]

Needs pyspark and pyarrow (PyPI) and Java 17. Invents COUNT articles, spoils some of them, and asks that the graphs of both
ways are the same in their canonical form (RDFC-1.0), that the table has all facts, and that what was spoilt is counted.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pyarrow.parquet

HERE = pathlib.Path(__file__).resolve().parent
BROKEN = ['{"text": "Une phrase sans fin', '{"title": "Sans texte"}', '["une liste"]']
FOREIGN = {"id": "en", "text": "The minister of the interior presented her bill to the members of parliament on Tuesday, and "
                               "the opposition announced that it would not vote for it without a longer debate."}


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options).stdout


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        lines = run(sys.executable, HERE.parents[1] / "tools/generate.py", count, "--lines").decode().splitlines()
        lines[10:10] = BROKEN
        lines[200:200] = [json.dumps(FOREIGN)]
        articles = folder / "articles"
        articles.mkdir()
        for part in range(4):
            (articles / f"part-{part}.jsonl").write_text("\n".join(lines[part::4]) + "\n", encoding="utf-8")

        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
        submit = [sys.executable, "-m", "pyspark.find_spark_home"]
        home = pathlib.Path(run(*submit, env=environment).decode().strip())
        environment["SPARK_HOME"] = str(home)
        job = subprocess.run(
            [home / "bin/spark-submit", "--master", "local-cluster[2,1,1024]", "--conf", "spark.ui.enabled=false",
             HERE / "facts.py", articles, folder / "out", "--program", program, "--partitions", "4"],
            env=environment, capture_output=True, text=True, check=False)
        if job.returncode != 0:
            sys.exit(job.stderr[-5000:])
        counts = json.loads(job.stdout.strip().splitlines()[-1])
        expected = {"read": count, "skipped": 1, "failed": len(BROKEN)}
        assert counts == expected, f"{counts} instead of {expected}"

        parts = sorted((folder / "out/nquads").glob("part-*"))
        assert len(parts) == 4, parts
        spread = folder / "spread.nq"
        spread.write_bytes(b"".join(part.read_bytes() for part in parts))
        single = folder / "single.nq"
        alone = subprocess.run([program, "convert", articles, "-o", single], capture_output=True, check=False)
        assert alone.returncode == 2, alone.stderr.decode()[-2000:]
        canonical = [run(program, "export", "--data", data, "--canonical") for data in (spread, single)]
        assert canonical[0] == canonical[1], "the graphs differ"

        table = pyarrow.parquet.read_table(folder / "out/facts.parquet")
        facts = subprocess.run([program, "convert", articles, "--format", "jsonl"], capture_output=True, check=False).stdout
        assert sorted(table["id"].to_pylist()) == sorted(json.loads(line)["id"] for line in facts.splitlines())
        quads = canonical[0].count(b"\n")
        print(f"{count} articles on two workers: {quads} quads and {table.num_rows} facts, as in a single process; {counts}")


if __name__ == "__main__":
    main()
