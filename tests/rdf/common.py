"""What the checks with programs of others share."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*command, code=0, env=None):
    """Runs a command, which must end with `code`."""
    done = subprocess.run([str(part) for part in command], capture_output=True, env={**os.environ, **(env or {})}, check=False)
    assert done.returncode == code, f"{command}: {done.returncode}\n{(done.stdout + done.stderr).decode()[-6000:]}"
    return done


def output(*command, env=None):
    """Returns what a command prints."""
    return run(*command, env=env).stdout.decode()
