"""The load of oppbench on the Python library eventsourcing: lines of request in, lines of JSON out.

    eventsourcing_load.py sqlite FILE PAYLOAD_BYTES
    eventsourcing_load.py postgres SOCKET_DIRECTORY PORT PAYLOAD_BYTES

Requests: `settings` (read back through the library's own connection) and `run THREADS SECONDS`.

Each event is one `save` of an aggregate that was just changed, ten events an aggregate, as the
ledger's opportunities have. The aggregate is kept between its events, so the library reads nothing
back: the version check is its unique index. That is the most favourable use of it.
"""

import json
import sys
import threading
import time

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

EVENTS_IN_AGGREGATE = 10


class Opportunity(Aggregate):
    @event("Created")
    def __init__(self, note):
        self.note = note

    @event("Noted")
    def take_note(self, note):
        self.note = note


def environment(arguments):
    if arguments[0] == "sqlite":
        return {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": arguments[1],
            "SQLITE_LOCK_TIMEOUT": "10",
        }
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": "postgres",
        "POSTGRES_HOST": arguments[1],
        "POSTGRES_PORT": arguments[2],
        "POSTGRES_USER": "bench",
        "POSTGRES_PASSWORD": "trusted",
        # The library's own function for appending: one round trip instead of several.
        "POSTGRES_ENABLE_DB_FUNCTIONS": "yes",
        "POSTGRES_POOL_SIZE": "64",
        "POSTGRES_MAX_OVERFLOW": "16",
        "POSTGRES_MAX_WAITING": "200",
        "POSTGRES_LOCK_TIMEOUT": "10",
    }


def settings(application, is_sqlite):
    from importlib.metadata import version

    found = {"eventsourcing": version("eventsourcing"), "python": sys.version.split()[0]}
    datastore = application.factory.datastore
    if is_sqlite:
        names = ("journal_mode", "synchronous")
        question = "PRAGMA {}"
    else:
        names = ("server_version", "fsync", "synchronous_commit", "full_page_writes")
        question = "SHOW {}"
        found["psycopg"] = version("psycopg")
    with datastore.transaction(commit=False) as cursor:
        for name in names:
            cursor.execute(question.format(name))
            row = cursor.fetchone()
            found[name] = str(next(iter(row.values())) if isinstance(row, dict) else row[0])
    return found


def note_for(application, payload_bytes):
    """A text with which a stored event has about as many bytes as a record of the ledger."""
    empty = Opportunity(note="").collect_events()
    overhead = len(application.mapper.to_stored_event(empty[0]).state)
    return "x" * max(1, payload_bytes - overhead)


class Worker(threading.Thread):
    def __init__(self, application, note, start, seconds):
        super().__init__()
        self.application, self.note = application, note
        self.start_line, self.seconds = start, seconds
        self.latencies, self.error = [], None

    def run(self):
        try:
            self.start_line.wait()
            self.append_until(time.perf_counter() + self.seconds)
        except Exception as error:  # told to whoever asked, after the other threads have ended
            self.error = f"{type(error).__name__}: {error}"

    def append_until(self, end):
        save, clock, latencies = self.application.save, time.perf_counter, self.latencies
        begun = clock()
        while begun < end:
            opportunity = Opportunity(note=self.note)
            for number in range(EVENTS_IN_AGGREGATE):
                if number:
                    opportunity.take_note(self.note)
                save(opportunity)
                now = clock()
                latencies.append(now - begun)
                begun = now
                if now >= end:
                    return


def run(application, note, threads, seconds):
    before = application.recorder.max_notification_id() or 0
    start = threading.Barrier(threads + 1)
    workers = [Worker(application, note, start, seconds) for _ in range(threads)]
    for worker in workers:
        worker.start()
    start.wait()
    begun = time.perf_counter()
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - begun
    errors = [worker.error for worker in workers if worker.error]
    if errors:
        return {"error": errors[0]}
    latencies = sorted(latency for worker in workers for latency in worker.latencies)
    grown = (application.recorder.max_notification_id() or 0) - before
    if grown < len(latencies):
        return {"error": f"saved {len(latencies)} events, but the store has {grown} more"}
    return {
        "events": len(latencies), "seconds": elapsed,
        "p50": latencies[len(latencies) // 2] * 1e6,
        "p99": latencies[min(len(latencies) - 1, len(latencies) * 99 // 100)] * 1e6,
    }


def main():
    arguments = sys.argv[1:]
    application = Application(env=environment(arguments))
    note = note_for(application, int(arguments[-1]))
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "settings":
                answer = {"settings": settings(application, arguments[0] == "sqlite")}
            else:
                answer = run(application, note, int(words[1]), float(words[2]))
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
