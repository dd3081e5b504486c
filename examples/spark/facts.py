"""From a folder of JSON lines to facts, on as many machines as Spark has.

Usage: spark-submit facts.py ARTICLES OUTPUT [--program depeche] [--partitions N] [-- OPTION…]

ARTICLES is a folder or file of JSON lines, packed or not, wherever Spark can read. OUTPUT gets two folders: `nquads`, with a
text file of N-Quads for each partition, and `facts.parquet`, a table with a row for each fact. Each partition goes through a
process of the program, which reads articles from its standard input and writes as it goes. Articles that cannot be read do
not stop the others; they are counted, and the first of them are shown. What stands behind `--` is handed to the program.

The program must be on every worker, at the same place: it is one file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading

from pyspark.sql import SparkSession
from pyspark.sql import types as t

WORDS = t.StructType([t.StructField("start", t.LongType()), t.StructField("end", t.LongType()),
                      t.StructField("text", t.StringType())])
PARTICIPANTS = t.ArrayType(t.StructType([t.StructField("name", t.StringType()), t.StructField("iri", t.StringType()),
                                         t.StructField("kind", t.StringType()), t.StructField("start", t.LongType()),
                                         t.StructField("end", t.LongType())]))
FACT = t.StructType([
    t.StructField("id", t.StringType(), False),
    t.StructField("article", t.StringType(), False),
    t.StructField("type", t.StringType(), False),
    t.StructField("text", t.StringType()),
    t.StructField("start", t.LongType()),
    t.StructField("end", t.LongType()),
    t.StructField("trigger", WORDS),
    t.StructField("agent", PARTICIPANTS),
    t.StructField("target", PARTICIPANTS),
    t.StructField("theme", t.StringType()),
    t.StructField("place", PARTICIPANTS),
    t.StructField("time", t.StringType()),
    t.StructField("source", PARTICIPANTS),
    t.StructField("via", PARTICIPANTS),
    t.StructField("polarity", t.StringType()),
    t.StructField("factuality", t.StringType()),
    t.StructField("confidence", t.DoubleType()),
    t.StructField("rule", t.StringType()),
])

# Messages of articles that failed, of each partition.
SHOWN = 5


def pipe(lines, program, form, options, tally=None):
    """Sends `lines` through the program and yields the lines that it writes."""
    handle, report = tempfile.mkstemp(suffix=".json")
    os.close(handle)
    command = [program, "convert", "--input", "jsonl", "--format", form, "--report", report, *options, "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    fault = []

    def feed():
        # A thread of its own, for the program may write before it has read all.
        try:
            with process.stdin as pipe_in:
                for line in lines:
                    pipe_in.write(line.encode("utf-8", "surrogatepass") + b"\n")
        except BaseException as error:  # noqa: BLE001 - told to the reader's side
            if not isinstance(error, BrokenPipeError):
                fault.append(error)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    for line in process.stdout:
        yield line.decode("utf-8").rstrip("\n")
    feeder.join()
    code = process.wait()
    if fault:
        raise fault[0]
    try:
        with open(report, encoding="utf-8") as file:
            content = json.load(file)
    except ValueError as error:
        # Without a whole report the program itself came to an end; Spark then tries the partition again.
        raise RuntimeError(f"{' '.join(command)} ended with {code} and no report") from error
    finally:
        os.unlink(report)
    if tally is not None:
        tally(content)


def main():
    own, options = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, options = own[:at], own[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("output")
    parser.add_argument("--program", default="depeche")
    parser.add_argument("--partitions", type=int, default=None)
    arguments = parser.parse_args(own)

    spark = SparkSession.builder.appName("depeche").getOrCreate()
    lines = spark.read.text(arguments.articles)
    lines = lines.repartition(arguments.partitions or max(2, spark.sparkContext.defaultParallelism)).cache()
    counts = {name: spark.sparkContext.accumulator(0) for name in ("read", "skipped", "failed")}
    program = arguments.program

    def quads(rows):
        def tally(report):
            summary = report["summary"]
            counts["read"] += summary["read"]
            counts["skipped"] += sum(summary["skipped"].values())
            counts["failed"] += sum(summary["failed"].values())
            for problem in report["problems"][:SHOWN]:
                print(f"{problem['outcome']}: {problem['message']}", file=sys.stderr)

        return pipe((row.value for row in rows), program, "nquads", options, tally)

    def facts(rows):
        for line in pipe((row.value for row in rows), program, "jsonl", options):
            fact = json.loads(line)
            yield {field.name: fact.get(field.name) for field in FACT.fields}

    lines.rdd.mapPartitions(quads).saveAsTextFile(f"{arguments.output}/nquads")
    table = spark.createDataFrame(lines.rdd.mapPartitions(facts), FACT, verifySchema=False)
    table.write.parquet(f"{arguments.output}/facts.parquet")
    print(json.dumps({name: count.value for name, count in counts.items()}))
    spark.stop()


if __name__ == "__main__":
    main()
