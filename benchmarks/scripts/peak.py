"""Peak: run a command, and tell its exit code, its seconds, and the most memory that one of its processes had.

Linux counts for a process what the one that started it had at that moment; so this one imports next to nothing.
"""

import os
import sys
import time

started = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
try:
    number = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
except FileNotFoundError as error:
    sys.exit(f"{error.strerror}: {sys.argv[1]}")
_, status, usage = os.wait4(number, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - started, usage.ru_maxrss)
